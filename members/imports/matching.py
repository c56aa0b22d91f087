"""Who a row of a roster is: somebody of the register, somebody new, or a doubt that is asked about."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.crypto import keyed_hash
from common.dates import PartialDate, Precision
from common.text import fold, spelling
from imports.grid import Place
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.imports.register import Register
from members.imports.rows import RosterRow
from members.models import Person, Village

ANOTHER, ONE, TWO = "another", "one", "two"
#: digits of the personal identity number; an old identity card bore 9
NUMBER_FOR_LIFE = 12


@dataclass
class Matches:
    """Rows with their person: `found` of the register, `new` for nobody known; `asked` are open.

    Rows that repeat another, or are in error, are in none of them.
    """

    found: dict[int, Person] = field(default_factory=dict)
    new: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    twice: set[int] = field(default_factory=set)


def match_rows(rows: list[RosterRow], register: Register, plan: Plan, asked: Asked) -> Matches:
    """Say of each row (by its index) who it is.

    A citizen ID decides first; different IDs are different people. Without it a person is the
    same who bears the same name, spelled alike, in the same village with a birth that agrees.
    What is like that but not quite is asked about.
    """
    matches = Matches()
    _repeated(rows, matches, plan, asked)
    taken: dict[int, int] = {}
    for index, row in enumerate(rows):
        if index not in matches.twice | matches.refused:
            _by_id(index, row, register, matches, taken, plan)
    left = [
        index
        for index in range(len(rows))
        if index not in matches.twice
        and index not in matches.refused
        and index not in matches.found
    ]
    for index in left:
        person = _same(rows[index], register, taken)
        if person is not None:
            matches.found[index] = person
            taken[person.pk] = index
    unsure = [i for i in left if i not in matches.found and i not in matches.asked]
    sharing = Counter(_doubt_of(rows[index]) for index in unsure)
    waiting: Counter[str] = Counter()
    for index in unsure:
        doubt = _doubt_of(rows[index])
        # rows of one name without a birth share the doubt, but each has its own answer
        key = f"{doubt}:{rows[index].number}" if sharing[doubt] > 1 else doubt
        _like(index, rows[index], register, matches, taken, asked, key=key, nth=waiting[doubt])
        waiting[doubt] += index in matches.asked
    return matches


def _doubt_of(row: RosterRow) -> str:
    return f"same:{row.village.pk}:{row.spelled}:{row.birth or ''}"


def _repeated(rows: list[RosterRow], matches: Matches, plan: Plan, asked: Asked) -> None:
    """Find rows that stand twice: by one ID, or by one name, birth and village."""
    ids: dict[str, RosterRow] = {}
    names: dict[tuple[int, str], list[RosterRow]] = {}
    for index, row in enumerate(rows):
        if row.citizen_id:
            first = ids.setdefault(row.citizen_id, row)
            if first is not row:
                if first.name_key != row.name_key:
                    plan.note(
                        Level.ERROR,
                        _("The citizen ID stands in row %(row)d already, for %(name)s.")
                        % {"row": first.number, "name": first.full_name},
                        row.line.place("citizen_id"),
                    )
                    matches.refused.add(index)
                    continue
                if first.village.pk != row.village.pk or first.team != row.team:
                    plan.note(
                        Level.ERROR,
                        _("%(name)s stands in row %(row)d already, in another team. Leave one row.")
                        % {"name": row.full_name, "row": first.number},
                        row.where,
                    )
                    matches.refused.add(index)
                    continue
                _leave_out(index, row, first, matches, plan)
                continue
        alike = names.setdefault((row.village.pk, row.spelled), [])
        for first in alike:
            if _two_by_id(first, row):
                continue
            if row.team != first.team or not _may_agree(first.birth, row.birth):
                continue
            if not _differing(first, row) and (row.birth or row.phone):
                _leave_out(index, row, first, matches, plan)
                break
            answer = asked.take(
                Question(
                    twice_key(row.village, row.full_name, row=row.number), Ask.CHOICE, "twice",
                    _("%(name)s stands in row %(first)d and in row %(row)d. Is it one person or two?")
                    % {"name": row.full_name, "first": first.number, "row": row.number},
                    (Option(ONE, _("one person, listed twice")), Option(TWO, _("two people"))),
                    where=(row.where,), lasting=False,
                )
            )  # fmt: skip
            if answer == ONE:
                _leave_out(index, row, first, matches, plan)
            elif answer is None:
                matches.asked.add(index)
            break
        alike.append(row)


def twice_key(village: Village, name: str, *, row: int) -> str:
    """Return the key of the question whether a row (as Excel counts it) repeats another."""
    return f"twice:{village.pk}:{spelling(name)}:{row}"


def _two_by_id(first: RosterRow, row: RosterRow) -> bool:
    """Whether two rows are two people by their citizen IDs alone.

    A number of 12 digits is a person's for life (Law on Citizen Identity 2014, article 12). The
    9 digits of an old identity card were given anew when somebody moved or lost it, and a card
    of each kind may be one person's: such a difference is a doubt.
    """
    return (
        len(first.citizen_id) == len(row.citizen_id) == NUMBER_FOR_LIFE
        and first.citizen_id != row.citizen_id
    )


def _leave_out(index: int, row: RosterRow, first: RosterRow, matches: Matches, plan: Plan) -> None:
    message = _("%(name)s stands in row %(row)d already; this row was left out.") % {
        "name": row.full_name,
        "row": first.number,
    }
    if differing := _differing(first, row):
        message += " " + _("It differs in: %(what)s. Please check.") % {
            "what": ", ".join(differing)
        }
    plan.note(Level.WARNING, message, row.where)
    matches.twice.add(index)


def _differing(first: RosterRow, row: RosterRow) -> list[str]:
    pairs = [
        (_("phone"), first.phone, row.phone),
        (_("citizen ID"), first.citizen_id, row.citizen_id),
        (_("role"), first.role, row.role),
        (_("birth date"), str(first.birth or ""), str(row.birth or "")),
    ]
    return [str(label) for label, one, two in pairs if one and two and one != two]


def _by_id(
    index: int,
    row: RosterRow,
    register: Register,
    matches: Matches,
    taken: dict[int, int],
    plan: Plan,
) -> None:
    digest = keyed_hash(row.citizen_id)
    person = register.by_hash.get(digest) if digest else None
    if person is None or index in matches.asked:
        return
    where: Place = row.line.place("citizen_id")
    if person.village.commune_id != register.commune.pk:
        plan.note(
            Level.ERROR,
            _(
                "This citizen ID belongs to a person of another commune. Check the number, or have the person transferred."
            ),
            where,
        )
        matches.refused.add(index)
        return
    if not _one_name(person.full_name, row.full_name):
        plan.note(
            Level.ERROR,
            _("This citizen ID belongs to another person of the register. Check name and number."),
            where,
        )
        matches.refused.add(index)
        return
    matches.found[index] = person
    taken[person.pk] = index


def _one_name(one: str, two: str) -> bool:
    """Whether two names under one citizen ID are one, put right in accents or letters."""
    return fold(one) == fold(two) or fold(one).replace(" ", "") == fold(two).replace(" ", "")


def _same(row: RosterRow, register: Register, taken: dict[int, int]) -> Person | None:
    """Return the one person of the register who is surely the one of a row."""
    found = []
    for person in register.by_name.get(row.name_key, []):
        if person.pk is None or person.pk in taken or not _at_home(person, row, register):
            continue
        if spelling(person.full_name) != row.spelled or _ids_clash(person, row):
            continue
        if not _may_agree(person.birth, row.birth):
            continue
        found.append(person)
    exact = [person for person in found if person.birth and row.birth]
    if len(found) == 1:
        return found[0]
    return exact[0] if len(exact) == 1 else None


def _like(
    index: int,
    row: RosterRow,
    register: Register,
    matches: Matches,
    taken: dict[int, int],
    asked: Asked,
    *,
    key: str,
    nth: int,
) -> None:
    """Ask whether a row is somebody alike; else it is somebody new.

    Of several open rows of one doubt the `nth` (from 0) is proposed the nth of those alike, so
    that list and register are paired in their order.
    """
    alike: list[tuple[Person, str]] = []
    for person in register.by_name.get(row.name_key, []):
        if person.pk is None or person.pk in taken:
            continue
        spelled = spelling(person.full_name) == row.spelled
        agrees = _agree(person.birth, row.birth)
        clash = _ids_clash(person, row)
        home = _at_home(person, row, register)
        if home and spelled and not (clash and not agrees):
            alike.append((person, _why(person, row, clash=clash)))
        elif home and not spelled and agrees and not clash:
            alike.append((person, _("an accent differs")))
        elif not home and spelled and agrees and not clash:
            alike.append(
                (
                    person,
                    _("lives in another village: %(village)s") % {"village": person.village.name},
                )
            )
    if not alike:
        matches.new.add(index)
        return
    words = "; ".join(
        f"{person.full_name}, {person.birth or '–'}, {person.village.name}: {why}"
        for person, why in alike
    )
    proposed = alike[nth][0] if nth < len(alike) else None
    answer = asked.take(
        Question(
            key, Ask.CHOICE, "same",
            _("%(name)s (%(birth)s, row %(row)d) is like somebody of the register (%(known)s). Is it the same person?")
            % {"name": row.full_name, "birth": row.birth or "–", "row": row.number, "known": words},
            (
                *(
                    Option(str(person.pk), _("the same as %(name)s (%(birth)s, %(village)s)")
                           % {"name": person.full_name, "birth": person.birth or "–", "village": person.village.name})
                    for person, _why_ in alike
                ),
                Option(ANOTHER, _("another person")),
            ),
            proposed=str(proposed.pk) if proposed else ANOTHER, where=(row.where,), lasting=False,
        )
    )  # fmt: skip
    if answer is None:
        matches.asked.add(index)
    elif answer == ANOTHER:
        matches.new.add(index)
    else:
        person = next(person for person, _why_ in alike if str(person.pk) == answer)
        matches.found[index] = person
        taken[person.pk] = index


def _why(person: Person, row: RosterRow, *, clash: bool) -> str:
    if clash:
        return _("another citizen ID")
    if person.birth and row.birth and not _agree(person.birth, row.birth):
        return _("another birth date")
    return _("several bear this name")


def _at_home(person: Person, row: RosterRow, register: Register) -> bool:
    """Whether a person lives in the row's village, or serves or served there."""
    return person.village_id == row.village.pk or any(
        state.team.village_id == row.village.pk for state in register.serving.get(person.pk, [])
    )


def _ids_clash(person: Person, row: RosterRow) -> bool:
    return bool(
        row.citizen_id
        and person.citizen_id_hash
        and keyed_hash(row.citizen_id) != person.citizen_id_hash
    )


def _agree(one: PartialDate | None, two: PartialDate | None) -> bool:
    """Whether two birth dates are the same, as far as both are known; not if one is not."""
    if one is None or two is None:
        return False
    if Precision.YEAR in (one.precision, two.precision):
        return one.value.year == two.value.year
    if Precision.MONTH in (one.precision, two.precision):
        return (one.value.year, one.value.month) == (two.value.year, two.value.month)
    return one.value == two.value


def _may_agree(one: PartialDate | None, two: PartialDate | None) -> bool:
    return one is None or two is None or _agree(one, two)
