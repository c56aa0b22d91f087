"""All figures of a report in one go, and how many statements they took."""

from dataclasses import dataclass

from programs.models import Indicator
from reports.figures.awards import Awards, awards
from reports.figures.base import Frame
from reports.figures.cameras import Cameras, cameras
from reports.figures.facts import TwoSources, two_sources
from reports.figures.fire import Zone, zones
from reports.figures.force import Force, forces, teams_of
from reports.figures.meetings import Leadership, leadership
from reports.figures.money import Money, money
from reports.figures.order import Order, order
from reports.figures.programmes import Programme, programmes
from reports.figures.results import Results, results
from reports.figures.situation import Situation, situation
from reports.figures.targets import Aim, targets
from reports.figures.trusted import Trusted, trusted


@dataclass(frozen=True)
class Figures:
    """Everything a report says, before it is put into words."""

    frame: Frame
    situation: Situation
    forces: tuple[Force, ...]
    results: Results
    programmes: tuple[Programme, ...]
    trusted: Trusted | None
    cameras: Cameras | None
    zones: tuple[Zone, ...]
    leadership: Leadership
    awards: Awards
    order: Order | None
    facts: tuple[TwoSources, ...]
    money: Money
    targets: tuple[Aim, ...]

    def fact(self, code: str, group: int) -> TwoSources | None:
        """Return a fact that a register and the sheets tell, None where neither does."""
        return next((f for f in self.facts if f.code == code and f.group.id == group), None)

    def is_led(self, code: str, group: int) -> bool:
        """Whether a register tells an indicator of a programme, so that it is not told again."""
        fact = self.fact(code, group)
        return (fact is not None and fact.led) or self.money.is_led(code, group)


def collect(frame: Frame) -> Figures:
    """Return all figures of the frame.

    Who may see them is decided before: the frame's commune and programmes
    come through `visible_to`. At most 40 statements, whatever the number of
    years and villages.
    """
    catalogue = list(Indicator.objects.all())
    teams = teams_of(frame)
    told = programmes(frame, teams)
    known = results(frame, catalogue)
    people, network, areas = trusted(frame), cameras(frame), zones(frame)
    return Figures(
        frame=frame,
        situation=situation(frame),
        forces=forces(frame, teams),
        results=known,
        programmes=told,
        trusted=people,
        cameras=network,
        zones=areas,
        leadership=leadership(frame, told),
        awards=awards(frame),
        order=order(frame, catalogue),
        facts=two_sources(frame, known, people, network, areas),
        money=money(frame, known, network, people),
        targets=targets(frame, known),
    )
