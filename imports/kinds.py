"""The kinds of list that can come in. Apps above enter theirs when they start."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.db import transaction

from imports.forms import OptionsForm
from imports.grid import Sheet
from imports.plan import Context, Plan
from imports.questions import Answers
from imports.writing import BulkWriter


class Importer(Protocol):
    """How one kind of list is read, planned and written.

    `form` asks for what the file cannot say (the day of a list, the programme); its cleaned
    data are the `options` of the context.
    """

    #: as it is kept with a run: "roster"
    kind: str
    title: Any
    about: Any
    form: type[OptionsForm]
    #: the fields a column can hold, for the page: name -> label
    fields: Mapping[str, Any]

    def read(self, sheets: Sequence[Sheet], context: Context, answers: Answers) -> Plan:
        """Return what the list would change, with what is asked. Writes nothing.

        Reads the register itself; the same sheets, context and answers over the same
        register give a plan of the same digest.
        """

    def write(self, plan: Plan, writer: BulkWriter) -> None:
        """Write what the plan holds, in the running transaction.

        Raises RefusedImport where it holds errors or open questions. The user and the
        file's name for the log are the writer's.
        """


_KINDS: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Enter a kind of list; called by apps above when they start."""
    _KINDS[importer.kind] = importer


def importer_of(kind: str) -> Importer:
    """Return a kind of list. Raises KeyError for none."""
    return _KINDS[kind]


def all_kinds() -> Mapping[str, Importer]:
    """Return the kinds of list, in the order in which they were entered."""
    return dict(_KINDS)


@transaction.atomic
def take_in(
    kind: str, sheets: Sequence[Sheet], context: Context, writer: BulkWriter, answers: Answers
) -> Plan:
    """Plan and write a list at once, for whoever needs no look at it first; return the plan.

    Raises RefusedImport, and writes nothing, where it holds errors or open questions.
    """
    importer = importer_of(kind)
    plan = importer.read(sheets, context, answers)
    plan.refuse_if_wrong()
    importer.write(plan, writer)
    return plan
