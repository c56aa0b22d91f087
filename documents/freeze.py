"""A tree as JSON and back, with a SHA-256 that says whether it is still the same."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from documents import tree

_TYPES = {
    name: kind for name, kind in vars(tree).items() if isinstance(kind, type) and is_dataclass(kind)
}


def freeze(document: tree.Document) -> dict[str, Any]:
    """Return the tree as JSON-ready values; `thaw` gives an equal tree back."""
    frozen: dict[str, Any] = _plain(document)
    return frozen


def thaw(frozen: dict[str, Any]) -> tree.Document:
    """Return the tree of `freeze`. Raises KeyError or TypeError for anything else."""
    document: tree.Document = _tree(frozen)
    return document


def digest(frozen: Any) -> str:
    """Return the SHA-256 (hex) of a frozen tree, or other JSON-ready values, in one canonical spelling."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kept = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return {"is": "Decimal", "value": str(value)}
    return value


def _tree(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tree(item) for item in value)
    if isinstance(value, dict):
        if value["is"] == "Decimal":
            return Decimal(value["value"])
        kept = {name: _tree(item) for name, item in value.items() if name != "is"}
        return _TYPES[value["is"]](**kept)
    return value
