"""Texts that no writer stumbles over: without control characters, in letters that the typeface has."""

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from documents import fonts

#: what XML, and so Word and Excel, cannot hold: control characters but tab and line ends, and halves of pairs
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: what stands for a letter that the typeface lacks; nothing stands for what only joins or colours others
_STAND_IN, _SILENT = "?", re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")

Tree = TypeVar("Tree")


def printable(value: Tree) -> Tree:
    """Return a tree, or a part of it, whose texts every format can hold."""
    cleaned: Any = _cleaned(value)
    kept: Tree = cleaned
    return kept


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(
            **{row.name: _cleaned(getattr(value, row.name)) for row in fields(value)}
        )
    return value


def in_letters(text: str) -> str:
    """Return a text in letters of the typeface: an emoji is "?", for a missing letter would stop the PDF."""
    known = fonts.letters()
    missing = {char for char in text if ord(char) > 127 and ord(char) not in known}
    if not missing:
        return text
    return text.translate({ord(char): "" if _SILENT.match(char) else _STAND_IN for char in missing})
