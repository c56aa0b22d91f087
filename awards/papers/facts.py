"""What the papers of one award round say: read once, told in words."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from awards.models import AwardRound, CouncilMember, Law, Nomination, NomineeKind
from awards.queries.authority import conferred_on
from common.figures import count
from common.text import in_full, lower_first, mid_sentence, names, quoted, sentence_case
from common.unit_words import UnitWords, post_in, province_words
from members.models import Membership, Paper, VillageOffice
from members.queries import office_words, unit_words, village_names

KINDS = {
    NomineeKind.COLLECTIVE: "tập thể", NomineeKind.INDIVIDUAL: "cá nhân",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}  # fmt: skip
_ORDER = list(KINDS)
_TITLE = "Danh hiệu "
#: the level of a province as the catalogue names it, and how long a title says something ran
_PROVINCE = re.compile(r"\b(Công an|UBND) tỉnh(?:, thành phố)?$")
_SPAN = re.compile(r"(\d+ (?:năm|tháng)) (?!thực hiện)")


@dataclass(frozen=True)
class Line:
    """A nominee as lists print it: name, post and place, with the nomination behind it.

    `inside` is the name in mid-sentence: an honorific goes small, a name never does.
    """

    nomination: Nomination
    name: str
    address: str
    inside: str = ""


@dataclass(frozen=True)
class RoundFacts:
    """A round with its programmes, council and nominees: collectives, people, households.

    `words` name the commune and `laws` are the grounds in force on `day`, the day of the paper.
    `conferred` are the forms that the commune's chairman confers on it. `minutes` and `proposal` are the
    council's minutes and the submission where they have their number.
    """

    round: AwardRound
    day: dt.date
    words: UnitWords
    laws: tuple[str, ...]
    programs: tuple[str, ...]
    council: tuple[CouncilMember, ...]
    nominations: tuple[Line, ...]
    conferred: frozenset[int] = frozenset()
    minutes: Paper | None = None
    proposal: Paper | None = None

    @property
    def chairman(self) -> str:
        """Who decides: "Chủ tịch Ủy ban nhân dân xã Bằng Cả"."""
        return f"Chủ tịch {self.words.committee_name}"

    @property
    def board(self) -> str:
        """The award council: "Hội đồng Thi đua - Khen thưởng xã Bằng Cả"."""
        return f"Hội đồng Thi đua - Khen thưởng {self.words.full_name}"

    @property
    def counted(self) -> str:
        """ "01 tập thể và 03 cá nhân"."""
        return counted(self.nominations)

    @property
    def named_programs(self) -> str:
        """ "mô hình “A”", "các mô hình “A” và “B”"."""
        many = "các mô hình" if len(self.programs) > 1 else "mô hình"
        return f"{many} {names(map(quoted, self.programs))}"

    @property
    def citation(self) -> str:
        """What the round rewards: "Đã có thành tích ... trong ..."."""
        if self.round.citation:
            return self.round.citation
        title = self.round.title.strip().rstrip(".")
        for start in ("Khen thưởng ", "Tổng kết ", "Sơ kết "):
            if title.lower().startswith(start.lower()):
                title = title[len(start) :]
        title = _SPAN.sub(r"\1 thực hiện ", title, count=1) if title[:1].isdigit() else title
        return f"Đã có thành tích xuất sắc trong {mid_sentence(title)}"

    @property
    def reason(self) -> str:
        """The same inside a sentence: "có thành tích ..."."""
        return lower_first(self.citation.removeprefix("Đã ").removeprefix("đã "))

    @property
    def own(self) -> tuple[Line, ...]:
        """Nominees for forms that the commune's chairman confers himself on the day."""
        return tuple(row for row in self.nominations if row.nomination.form_id in self.conferred)

    @property
    def higher(self) -> tuple[Line, ...]:
        """Nominees for forms that a level above confers."""
        return tuple(
            row for row in self.nominations if row.nomination.form_id not in self.conferred
        )

    def form_of(self, line: Line) -> str:
        """The form of award in full: "Giấy khen của Chủ tịch Ủy ban nhân dân xã Bằng Cả"."""
        return self.in_words(line.nomination.form.name)

    def level_of(self, line: Line) -> str:
        """Who confers the form: "Giám đốc Công an tỉnh Quảng Ninh"."""
        return self.in_words(line.nomination.form.level)

    def in_words(self, text: str) -> str:
        """Return a text of the catalogue with the commune's and the province's own names."""
        province = province_words(self.round.commune.province)
        named = _PROVINCE.sub(rf"\1 {province}", text)
        return in_full(named.replace("cấp xã", self.words.full_name))

    def short_form(self, line: Line) -> str:
        """The form of award as tables say it: "Giấy khen"."""
        return titled(line.nomination.form.name)

    def gifts(self, lines: Iterable[Line]) -> str:
        """Return what is given to how many: "Giấy khen cho 01 tập thể và 03 cá nhân"."""
        by_form: dict[str, list[Line]] = {}
        for line in lines:
            by_form.setdefault(gift(line.nomination.form.name), []).append(line)
        return names(f"{form} cho {counted(rows)}" for form, rows in by_form.items())

    def of_kind(self, kind: str) -> list[Line]:
        return [line for line in self.nominations if line.nomination.nominee_kind == kind]


def counted(lines: Iterable[Line]) -> str:
    """Return "01 tập thể và 03 cá nhân"."""
    listed = list(lines)
    parts = []
    for kind, word in KINDS.items():
        number = sum(line.nomination.nominee_kind == kind for line in listed)
        if number:
            parts.append(f"{count(number)} {word}")
    return names(parts)


def titled(form: str) -> str:
    """Return "Giấy khen" of "Giấy khen của Chủ tịch UBND cấp xã", the title of "Danh hiệu “...”"."""
    if form.startswith(_TITLE):
        return form.removeprefix(_TITLE).strip("“” ")
    return form.split(" của ")[0]


def gift(form: str) -> str:
    """Return a form as it is given: "Giấy khen", "danh hiệu “Lao động tiên tiến”"."""
    return lower_first(form) if form.startswith(_TITLE) else titled(form)


def mid_gift(form: str) -> str:
    """Return a form in mid-sentence; "Giấy khen" and "Bằng khen" keep their capital."""
    return lower_first(form) if form.startswith(_TITLE) else form


def facts_of(
    round_: AwardRound, nominations: Any = None, *, day: dt.date | None = None
) -> RoundFacts:
    """Read what the papers of a round say, of all its nominations or of those given, on a day.

    Without a day it is the last of the period. The caller's round came through the door. Thirteen
    statements for any number.
    """
    when = day or round_.period.last_day
    rows = round_.nominations.all() if nominations is None else nominations
    listed = list(rows.select_related("person__village", "team__village", "village", "form",
                                      "decision__paper").prefetch_related("files").order_by("pk"))  # fmt: skip
    listed.sort(key=lambda row: (_ORDER.index(NomineeKind(row.nominee_kind)), row.pk))
    labels = village_names(round_.commune, round_.period.last_day)
    addresses = addresses_of(listed, round_.period.last_day, labels)
    issued = {row.kind: row.paper for row in round_.papers.select_related("paper")}
    return RoundFacts(
        round=round_,
        day=when,
        words=unit_words(round_.commune, when),
        laws=tuple(Law.objects.on(when).values_list("citation", flat=True)),
        programs=tuple(
            dict.fromkeys(round_.programs.order_by("pk").values_list("name", flat=True))
        ),
        council=tuple(round_.council.all()),
        nominations=tuple(_line(row, addresses[row.pk], labels) for row in listed),
        conferred=conferred_on(when),
        minutes=_by(issued.get("council"), when),
        proposal=_by(issued.get("submission"), when),
    )


def _by(paper: Paper | None, day: dt.date) -> Paper | None:
    """A paper that was there on a day: one cites no paper of a later day."""
    return paper if paper and paper.issued_on <= day else None


def _line(row: Nomination, address: str, labels: Mapping[int, str]) -> Line:
    if row.person:
        name = f"{row.person.honorific} {row.person.full_name}".strip()
        return Line(row, name, address, lower_first(name) if row.person.honorific else name)
    if row.team:
        name = told_team(row.team, labels)
        return Line(row, name, address, name)
    if row.household_name:
        return Line(row, row.household_name, address, mid_sentence(row.household_name))
    name = labels.get(row.village_id, row.nominee) if row.village_id else row.nominee
    return Line(row, name, address, name)


def told_team(team: Any, labels: Mapping[int, str]) -> str:
    """Return a team's name in full, with its village told apart from others of the same name."""
    village, label = team.village.name, labels.get(team.village_id, team.village.name)
    name = in_full(team.name)
    if label == village or label in name:
        return name
    return name.replace(village, label) if village in name else f"{name}, {label}"


def addresses_of(
    nominations: Iterable[Nomination], day: dt.date, labels: Mapping[int, str]
) -> dict[int, str]:
    """Return post and place of each nominee as on a day, without abbreviations.

    `labels` are the villages' names told apart. Two statements for any number.
    """
    rows = list(nominations)
    people = {row.person_id for row in rows if row.person_id}
    posts: dict[int, list[str]] = {pk: [] for pk in people if pk}
    held = VillageOffice.objects.on(day).filter(person__in=people).select_related("village")
    for office in held:
        post = office_words(office)
        place = labels.get(office.village.pk, office.village.name)
        posts[office.person_id].append(post_in(sentence_case(in_full(post)), place))
    spells = Membership.objects.filter(person__in=people).serving_on(day)
    for spell in spells.select_related("team__village"):
        role = spell.post.removesuffix(spell.team.name)
        posts[spell.person_id].append(f"{role}{told_team(spell.team, labels)}")
    found = {}
    for row in rows:
        village = labels.get(row.village.pk, row.village.name) if row.village else ""
        if row.person_id:
            post = sentence_case(", ".join(dict.fromkeys(posts[row.person_id])))
            known = village.split(" (")[0] in post and bool(village)
            found[row.pk] = ", ".join(filter(None, (post, "" if known else village)))
        else:
            label = told_team(row.team, labels) if row.team else row.nominee
            found[row.pk] = "" if village in label else village
    return found
