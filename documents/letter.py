"""Head and foot that all papers of one office share, before and after they have a number."""

import datetime as dt
from dataclasses import dataclass, replace

from common.dates import long_date
from documents.tree import Head, Signature

#: room to write a day or month by hand; ordinary spaces would fall together on the page
BLANK = "\u00a0" * 6


@dataclass(frozen=True)
class Letter:
    """Head and foot of the paper: who issues it, under which number and date."""

    parent: str
    organ: str
    author: str
    symbol: str
    place: str
    authority: str
    posts: tuple[str, ...]
    signer_name: str
    signer_rank: str = ""
    recipients: tuple[str, ...] = ()
    number: int | None = None
    dated: dt.date | None = None
    word: str = "Báo cáo"

    @property
    def number_line(self) -> str:
        number = f"{self.number:02d}" if self.number else "\u00a0" * 7
        return f"Số: {number}/{self.symbol}"

    @property
    def place_and_date(self) -> str:
        return f"{self.place}, {long_date(self.dated)}" if self.dated else (
            f"{self.place}, ngày{BLANK}tháng{BLANK}năm{BLANK}"
        )  # fmt: skip

    @property
    def code(self) -> str:
        return f"{self.number:02d}/{self.symbol}" if self.number else f".../{self.symbol}"

    @property
    def reference(self) -> str:
        """The line under an appendix's title: with which paper it goes."""
        dated = long_date(self.dated) if self.dated else "ngày ..."
        return f"(Kèm theo {self.word} số {self.code} {dated} của {self.author})"

    @property
    def personal(self) -> "Letter":
        """The letter of the committee's chairman himself: his decisions are not signed "TM.".

        Decree 30/2020, annex I, II.7: TM. stands for a collective only; a deputy signs "KT. CHỦ TỊCH".
        """
        plain = "" if self.authority.upper().startswith("TM.") else self.authority
        return replace(self, author=f"Chủ tịch {self.author}", authority=plain)

    def head(self, kind: str, subject: str, addressees: tuple[str, ...] = ()) -> Head:
        """Return the head of a paper of this kind about this."""
        return Head(
            self.parent,
            self.organ,
            self.number_line,
            self.place_and_date,
            kind,
            subject,
            addressees,
        )

    def plain_head(self, kind: str, subject: str) -> Head:
        """Return the head of a working paper, which bears no number."""
        return replace(self.head(kind, subject), number="")

    def signature(self, recipients: tuple[str, ...] | None = None) -> Signature:
        """Return the foot: who signs, and who receives it (the office's usual list unless given)."""
        given = self.recipients if recipients is None else recipients
        authority, posts = signed_for(self.authority, self.posts)
        return Signature(authority, posts, self.signer_name, self.signer_rank, given)


def signed_for(authority: str, posts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return for whom and as what somebody signs, by Decree 30/2020 (annex I, II.7).

    A deputy signs in the place of his head: "PHÓ TRƯỞNG BAN" stands under "KT. TRƯỞNG BAN". Who signs
    by order (TL.) or by authorisation (TUQ.) does so for the head, and not for the collective (TM.).
    """
    lines = [authority, *posts]
    if any(line.upper().startswith(("TL.", "TUQ.")) for line in lines):
        return "", tuple(line for line in lines if line and not line.upper().startswith("TM."))
    if not any(line.upper().startswith(("KT.", "Q.")) for line in lines):
        for place, post in enumerate(posts):
            if post.upper().startswith("PHÓ "):
                return authority, (*posts[:place], f"KT. {post[4:].upper()}", *posts[place:])
    return authority, posts
