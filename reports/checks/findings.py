"""What a check finds: how grave it is, in a sentence, where, and where it is mended."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from reports.figures import Figures

#: the longest key that a reason can be kept under
KEY_LENGTH = 160


class Sort(StrEnum):
    """Missing: not known. Doubtful: to be looked at. Contradiction: holds up the sign-off."""

    MISSING = "missing"
    DOUBTFUL = "doubtful"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Mend:
    """A form that mends a finding: what the link says, and its address."""

    text: str
    url: str

    @classmethod
    def at(cls, text: str, name: str, *args: object, query: str = "") -> "Mend":
        """Return the link to a page by its name; `query` follows its address."""
        return cls(text, f"{reverse(name, args=args)}{query}")


@dataclass(frozen=True)
class Finding:
    """One thing found. `key` names the fact and what is told of it, so that a reason given for
    these figures does not hold for others."""

    sort: Sort
    key: str
    what: str
    where: str
    mends: tuple[Mend, ...] = ()


Check = Callable[[Figures], Iterable[Finding]]


def key_of(*parts: object) -> str:
    """Return the key of a finding from what it is of; a long one ends in its digest."""
    key = ":".join(str(part) for part in parts)
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"{key[: KEY_LENGTH - 33]}:{digest}"
