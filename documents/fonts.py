"""The documents' typeface: TeX Gyre Termes, a Times clone with all Vietnamese letters.

It comes in a PyPI wheel, so no machine needs a system font for the PDF.
"""

from functools import lru_cache
from importlib.metadata import files
from pathlib import Path

import typst

FAMILY = "TeX Gyre Termes"
#: What Word documents name; every Windows has it, and the widths are the same.
WORD_FAMILY = "Times New Roman"
_WHEEL = "rinoh-typeface-texgyretermes"


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder of the font files, found without importing their package."""
    for entry in files(_WHEEL) or []:
        if entry.name == "texgyretermes-regular.otf":
            return Path(str(entry.locate())).parent
    raise FileNotFoundError(f"{_WHEEL} holds no font: install requirements.txt again")


@lru_cache(maxsize=1)
def loaded() -> typst.Fonts:
    """Return the fonts as typst wants them, read once a process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())]
    )


@lru_cache(maxsize=256)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in points, for rules that must be as long as their text."""
    width = 0
    metrics, units, cmap = _metrics(bold)
    for char in text:
        glyph = cmap.get(ord(char))
        width += metrics[glyph][0] if glyph else units // 2
    return width * size / units


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Return the code points that the typeface has, upright and bold."""
    return frozenset(_metrics(bold=False)[2]) & frozenset(_metrics(bold=True)[2])


@lru_cache(maxsize=2)
def _metrics(bold: bool) -> tuple[dict[str, tuple[int, int]], int, dict[int, str]]:
    from fontTools.ttLib import TTFont  # slow to import, and only Word needs it

    name = "texgyretermes-bold.otf" if bold else "texgyretermes-regular.otf"
    font = TTFont(folder() / name, lazy=True)
    return font["hmtx"].metrics, font["head"].unitsPerEm, font.getBestCmap()
