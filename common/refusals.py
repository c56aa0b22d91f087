"""What the database refuses, in words: one place from a rule's name to its sentence.

Rules have names: constraints of models, the rules against overlaps (`common.constraints`), the
guards of what went out (`common.fixed`). Whoever writes lets the database decide; forms, the admin
site and the middleware ask here what to say.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.constraints import OVERLAPS
from common.fixed import all_guards

RESTED_ON = _("Other facts rest on this entry. End it on its day instead.")
MISSING = _("Something that this rests on is no longer there. Load the page again.")
TAKEN = _("There is an entry with these values already.")


def refusal(error: BaseException) -> ValidationError | None:
    """Return what the database refused as an error that forms show, None for a fault of ours.

    A fault is what no user can put right: a missing value, a wrong type.
    """
    if isinstance(error, ValidationError):
        return error
    if isinstance(error, models.ProtectedError | models.RestrictedError):
        return ValidationError(RESTED_ON)
    if not isinstance(error, IntegrityError | DataError):
        return None
    text = str(error)
    name = _name_of(error, text)
    sentence = _sentence_of(name)
    if sentence is None and "FOREIGN KEY constraint failed" in text:
        sentence = MISSING
    if sentence is None and _code_of(error) == "23503":
        sentence = MISSING
    if sentence is None:
        sentence = _by_columns(text)
    if sentence is None and _code_of(error) == "23505":
        sentence = TAKEN
    return ValidationError(str(sentence), code=name or "refused") if sentence is not None else None


@contextmanager
def refused() -> Iterator[None]:
    """Turn what the database refuses inside into a ValidationError with the rule's sentence.

    Put a transaction inside, not outside: after a refusal it is to be rolled back.
    """
    try:
        yield
    except (IntegrityError, DataError) as error:
        said = refusal(error)
        if said is None:
            raise
        raise said from error


def _name_of(error: BaseException, text: str) -> str:
    """Return the name of the rule that refused: PostgreSQL tells it apart, SQLite in its text."""
    told = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if told:
        return str(told)
    found = re.search(r"constraint (?:failed: )?(?:index ')?([a-z_0-9]+)'?$", text)
    return found.group(1) if found and found.group(1) != "failed" else ""


def _code_of(error: BaseException) -> str:
    return str(getattr(error.__cause__, "sqlstate", "") or "")


def _sentence_of(name: str) -> str | Promise | None:
    if not name:
        return None
    for one in all_guards():
        if one.name == name:
            return one.message
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
        for rule in getattr(model, "apart", ()):
            if rule.name == name:
                return rule.message
    return OVERLAPS if "overlap" in name else None


def _by_columns(text: str) -> str | Promise | None:
    """SQLite names the columns of a unique rule, not the rule."""
    if "UNIQUE constraint failed: " not in text:
        return None
    named = [
        part.strip().split(".") for part in text.split("UNIQUE constraint failed: ")[1].split(",")
    ]
    table, columns = (
        named[0][0],
        {name for _table, name in filter(lambda part: len(part) == 2, named)},
    )
    for model in apps.get_models():
        if model._meta.db_table == table:
            return _unique_of(model, columns)
    return TAKEN


def _unique_of(model: type[models.Model], columns: set[str]) -> str | Promise:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            fields: Any = [model._meta.get_field(name) for name in constraint.fields]
            if {field.column for field in fields} == columns:
                return str(constraint.violation_error_message)
    return TAKEN
