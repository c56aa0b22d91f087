"""Lists saved as text: which encoding, which mark between the columns; and pasted cells."""

import codecs
import csv
import io
import re
import unicodedata

from imports.reading.cells import Bounds, Draft, Refused

_SEPARATORS = ";,\t|"
#: Windows-1258 writes the tone after its letter
_VIETNAMESE_1258 = re.compile("[\u0300\u0301\u0303\u0309\u0323ăâđêôơưĂÂĐÊÔƠƯ]")


def read_text(data: bytes, bounds: Bounds, name: str = "") -> list[Draft]:
    """Return a text file as one sheet. Raises Refused for text that is no table."""
    text = decoded(data)
    separator = separator_of(text)
    if separator == "" and not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise Refused("other")
    title = re.sub(r"\.\w{1,4}$", "", name) or "CSV"
    return [table_of(text, separator or ",", title, bounds)]


def table_of(text: str, separator: str, name: str, bounds: Bounds) -> Draft:
    """Return text between separators as a sheet. Each cell is text, as it was typed."""
    draft = Draft(name, bounds)
    csv.field_size_limit(2**20)
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            for column, cell in enumerate(cells):
                draft.put(row, column, _unguarded(cell))
    except csv.Error as error:
        raise Refused("damaged") from error
    return draft


def _unguarded(cell: str) -> str:
    """Return the text of ="0912000011", as some programs guard numbers for Excel."""
    found = re.fullmatch(r'="([^"]*)"', cell.strip())
    return found.group(1) if found else cell


def decoded(data: bytes) -> str:
    """Return the text of a file: by its mark, else UTF-8, else UTF-16, else Windows-1258."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    zeros = data[:4096].count(0)
    if zeros:
        little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
        # text of an old font is bytes too: Latin-1 keeps them for the reader of fonts
        return text if _fits_1258(text) else data.decode("latin-1")


def _fits_1258(text: str) -> bool:
    letters = [char for char in text if not char.isascii()]
    strange = sum(not char.isalpha() or unicodedata.combining(char) != 0 for char in letters)
    return not letters or (strange * 5 < len(letters) and bool(_VIETNAMESE_1258.search(text)))


def separator_of(text: str) -> str:
    """Return what stands between the columns: the mark found alike in most lines, "" for none."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, most = "", 0.0
    for mark in _SEPARATORS:
        counts = [_outside_quotes(line, mark) for line in lines]
        filled = [count for count in counts if count]
        if not filled:
            continue
        usual = max(set(filled), key=filled.count)
        score = filled.count(usual) * min(usual, 20) + (0.5 if mark == "\t" else 0)
        if score > most:
            best, most = mark, score
    return best


def _outside_quotes(line: str, mark: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(mark)
