"""What the papers of one award round say: read once, told in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from awards.models import AwardRound, CouncilMember, Nomination, NomineeKind
from common.figures import count
from common.text import lower_first, names, sentence_case
from members.models import Membership, VillageOffice

KINDS = {
    NomineeKind.COLLECTIVE: "tập thể", NomineeKind.INDIVIDUAL: "cá nhân",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}  # fmt: skip
_ORDER = list(KINDS)


@dataclass(frozen=True)
class Line:
    """A nominee as lists print it: name, post and place, with the nomination behind it."""

    nomination: Nomination
    name: str
    address: str


@dataclass(frozen=True)
class RoundFacts:
    """A round with its programmes, council and nominees: collectives, people, households."""

    round: AwardRound
    programs: tuple[str, ...]
    council: tuple[CouncilMember, ...]
    nominations: tuple[Line, ...]

    @property
    def counted(self) -> str:
        """ "01 tập thể và 03 cá nhân"."""
        parts = []
        for kind, word in KINDS.items():
            number = sum(line.nomination.nominee_kind == kind for line in self.nominations)
            if number:
                parts.append(f"{count(number)} {word}")
        return names(parts)

    @property
    def citation(self) -> str:
        """What the round rewards: "Đã có thành tích ... trong ..."."""
        if self.round.citation:
            return self.round.citation
        title = self.round.title.strip().rstrip(".")
        for start in ("Khen thưởng ", "khen thưởng "):
            title = title.removeprefix(start)
        return f"Đã có thành tích xuất sắc trong {lower_first(title)}"

    @property
    def reason(self) -> str:
        """The same inside a sentence: "có thành tích ..."."""
        return lower_first(self.citation.removeprefix("Đã ").removeprefix("đã "))

    def form_of(self, line: Line) -> str:
        """The form of award with the commune's name: "Giấy khen của Chủ tịch UBND xã Bằng Cả"."""
        return line.nomination.form.name.replace("cấp xã", self.round.commune.full_name)

    def short_form(self, line: Line) -> str:
        """The form of award as tables say it: "Giấy khen"."""
        return titled(line.nomination.form.name)

    def of_kind(self, kind: str) -> list[Line]:
        return [line for line in self.nominations if line.nomination.nominee_kind == kind]


def titled(form: str) -> str:
    """Return "Giấy khen" of "Giấy khen của Chủ tịch UBND cấp xã"."""
    return form.split(" của ")[0]


def facts_of(round_: AwardRound, nominations: Any = None) -> RoundFacts:
    """Read what the papers of a round say, of all its nominations or of those given.

    The caller's round came through the door. Six statements for any number.
    """
    rows = round_.nominations.all() if nominations is None else nominations
    listed = list(rows.select_related("person__village", "team__village", "village", "form",
                                      "decision__paper").prefetch_related("files").order_by("pk"))  # fmt: skip
    listed.sort(key=lambda row: (_ORDER.index(NomineeKind(row.nominee_kind)), row.pk))
    addresses = addresses_of(listed, round_.period.last_day)
    return RoundFacts(
        round=round_,
        programs=tuple(round_.programs.order_by("pk").values_list("name", flat=True)),
        council=tuple(round_.council.all()),
        nominations=tuple(Line(row, _named(row), addresses[row.pk]) for row in listed),
    )


def _named(row: Nomination) -> str:
    if row.person:
        return f"{row.person.honorific} {row.person.full_name}".strip()
    return row.nominee


def addresses_of(nominations: Iterable[Nomination], day: dt.date) -> dict[int, str]:
    """Return post and place of each nominee as on a day. Two statements for any number."""
    rows = list(nominations)
    people = {row.person_id for row in rows if row.person_id}
    posts: dict[int, list[str]] = {pk: [] for pk in people if pk}
    for office in VillageOffice.objects.on(day).filter(person__in=people):
        posts[office.person_id].append(office.title or str(office.get_office_display()))
    for spell in (
        Membership.objects.filter(person__in=people).serving_on(day).select_related("team")
    ):
        posts[spell.person_id].append(spell.post)
    found = {}
    for row in rows:
        village = row.village.name if row.village else ""
        if row.person_id:
            post = sentence_case(", ".join(posts[row.person_id]))
            found[row.pk] = ", ".join(filter(None, (post, village)))
        else:
            found[row.pk] = village if row.team_id is None or village not in row.nominee else ""
    return found
