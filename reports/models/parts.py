"""The parts that a report is put together from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """A chapter, a section of one, what a section tells, or an appendix."""

    BASES = "bases", _("legal bases")
    SITUATION = "situation", _("chapter: situation of the place")
    LEADERSHIP = "leadership", _("chapter: leadership and direction")
    RESULTS = "results", _("chapter: results")
    ASSESSMENT = "assessment", _("chapter: assessment")
    DIRECTIONS = "directions", _("chapter: directions and tasks")
    PROPOSALS = "proposals", _("chapter: proposals")
    AWARDS = "awards", _("chapter: awards")
    FORCE = "force", _("results: the force")
    WORK = "work", _("results: figures of the monthly sheets")
    PROGRAMS = "programs", _("results: programme by programme")
    ABOUT = "about", _("results: founding, aim and places of each programme")
    SIDE_BY_SIDE = "side_by_side", _("results: table of all programmes side by side")
    IMPACT = "impact", _("results: impact")
    BEFORE_AND_SINCE = "before_and_since", _("results: before and since the programmes")
    MONEY = "money", _("results: money")
    STRENGTHS = "strengths", _("assessment: strengths")
    SHORTCOMINGS = "shortcomings", _("assessment: shortcomings")
    CAUSES = "causes", _("assessment: causes")
    LESSONS = "lessons", _("assessment: lessons")
    TABLE_PROGRAMS = "table_programs", _("appendix: programmes, sites and teams")
    TABLE_ROSTER = "table_roster", _("appendix: teams and members")
    TABLE_YEARS = "table_years", _("appendix: results by year")
    TABLE_VILLAGES = "table_villages", _("appendix: results by village")
    TABLE_FORMER = "table_former", _("appendix: results by former commune")
    TABLE_TARGETS = "table_targets", _("appendix: targets and results")
    TABLE_RATINGS = "table_ratings", _("appendix: ratings by year")
    TABLE_FIRE = "table_fire", _("appendix: fire safety")
    TABLE_CAMERAS = "table_cameras", _("appendix: cameras")
    TABLE_MONEY = "table_money", _("appendix: money")
    TABLE_AWARDS = "table_awards", _("appendix: awards")
    TABLE_PAPERS = "table_papers", _("appendix: papers")
    TABLE_ORDER = "table_order", _("appendix: order of the area by year")


#: the chapters; results and assessment consist of sections
CHAPTERS = (
    Part.SITUATION, Part.LEADERSHIP, Part.RESULTS, Part.ASSESSMENT, Part.DIRECTIONS,
    Part.PROPOSALS, Part.AWARDS,
)  # fmt: skip
RESULTS = (
    Part.FORCE, Part.WORK, Part.PROGRAMS, Part.ABOUT, Part.SIDE_BY_SIDE, Part.IMPACT,
    Part.BEFORE_AND_SINCE, Part.MONEY,
)  # fmt: skip
ASSESSMENT = (Part.STRENGTHS, Part.SHORTCOMINGS, Part.CAUSES, Part.LESSONS)
#: what cannot stand without its chapter or section
NEEDS = {
    **dict.fromkeys((Part.FORCE, Part.WORK, Part.PROGRAMS, Part.IMPACT, Part.MONEY), Part.RESULTS),
    **dict.fromkeys((Part.ABOUT, Part.SIDE_BY_SIDE), Part.PROGRAMS),
    Part.BEFORE_AND_SINCE: Part.IMPACT,
    **dict.fromkeys(ASSESSMENT, Part.ASSESSMENT),
}
#: the parts in which an officer writes
WRITTEN = frozenset(
    {
        Part.BASES, Part.SITUATION, Part.LEADERSHIP, Part.WORK, Part.IMPACT, *ASSESSMENT,
        Part.DIRECTIONS, Part.PROPOSALS, Part.AWARDS,
    }
)  # fmt: skip
