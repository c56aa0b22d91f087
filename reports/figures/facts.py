"""Facts that a register and the result sheets both tell: one leads, the other is held against it.

Which leads is written down in `docs/facts.md`. A register that has nothing in the period
leads nothing: the sheets fill its place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from programs.models import TrustedActivity
from programs.results import added
from reports.figures.base import Frame, ProgramGroup, Value
from reports.figures.cameras import Cameras
from reports.figures.fire import Zone
from reports.figures.results import Results
from reports.figures.trusted import Trusted

#: what trusted persons do, and the indicator that tells the same
TRUSTED = (
    (TrustedActivity.Kind.OUTREACH, "outreach_sessions"),
    (TrustedActivity.Kind.MEDIATION, "disputes_received"),
    (TrustedActivity.Kind.PERSUASION, "persuasions"),
    (TrustedActivity.Kind.TIP, "tips"),
    (TrustedActivity.Kind.TRAINING, "trained"),
)


#: kinds whose register is one for all programmes of the commune
OF_THE_COMMUNE = frozenset({"trusted_persons", "cameras"})


@dataclass(frozen=True)
class TwoSources:
    """A fact of a programme by its register and by its sheets; None where one says nothing."""

    code: str
    group: ProgramGroup
    name: str
    source: str
    register: Value
    sheets: Value

    @property
    def value(self) -> Value:
        """The figure the report prints: the register's, else that of the sheets."""
        return self.sheets if self.register is None else self.register

    @property
    def led(self) -> bool:
        """Whether the register tells it, so that the sheets' figure is not told again."""
        return self.register is not None

    @property
    def differs(self) -> bool:
        return None not in (self.register, self.sheets) and self.register != self.sheets


def two_sources(
    frame: Frame,
    results: Results,
    trusted: Trusted | None,
    cameras: Cameras | None,
    zones: Iterable[Zone],
) -> tuple[TwoSources, ...]:
    """Return what is told twice, programme by programme. No statement.

    A register of the whole commune is held against the sheets of all programmes of its kind,
    and stands with the first of them.
    """
    there = list(zones)
    found: list[TwoSources] = []
    kinds: dict[str, list[ProgramGroup]] = {}
    for group in frame.groups:
        kinds.setdefault(group.kind, []).append(group)
    for group in frame.groups:
        if group.kind in OF_THE_COMMUNE and group is not kinds[group.kind][0]:
            continue
        told: Iterator[tuple[str, str, int | None]]
        if group.kind == "trusted_persons":
            told = _of_trusted(trusted)
        elif group.kind == "cameras":
            told = _of_cameras(cameras)
        elif group.kind == "fire_safe":
            told = _of_zones([zone for zone in there if zone.program_id in group.ids])
        else:
            continue
        for code, source, number in told:
            same = kinds[group.kind] if group.kind in OF_THE_COMMUNE else [group]
            measures = [m for one in same if (m := results.get(code, one.id)) is not None]
            measure = measures[0] if measures else None
            register = Decimal(number) if number else None
            sheets = added(measure.total for measure in measures)
            if register is None and sheets is None:
                continue
            name = measure.name if measure else ""
            found.append(TwoSources(code, group, name, source, register, sheets))
    return tuple(found)


def _of_trusted(facts: Trusted | None) -> Iterator[tuple[str, str, int | None]]:
    done = {item.kind: item for item in facts.activities} if facts else {}
    source = "sổ hoạt động của người có uy tín"
    for kind, code in TRUSTED:
        yield code, source, done[kind].times if kind in done else None
        if kind == TrustedActivity.Kind.OUTREACH:
            yield "outreach_attendance", source, done[kind].people if kind in done else None


def _of_cameras(facts: Cameras | None) -> Iterator[tuple[str, str, int | None]]:
    source = "sổ camera"
    yield "extractions", source, facts.extractions if facts else None
    # With no extraction in the book, nothing is known of what they brought either.
    yield "camera_cases", source, facts.cases_clarified if facts else None


def _of_zones(zones: list[Zone]) -> Iterator[tuple[str, str, int | None]]:
    yield "fire_checks", "sổ kiểm tra", sum(zone.inspections for zone in zones)
    yield "households_joined", "danh sách hộ", sum(zone.in_teams for zone in zones)
