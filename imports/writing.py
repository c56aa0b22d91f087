"""Bulk writes that stand in the log, and that can be taken back as long as nothing moved since."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from common.access import all_editable, is_editable
from common.audit import log_bulk

BATCH = 1000
#: one row as plain JSON: model label, key, its fields before (None: it was not there) and after
Written = dict[str, Any]


@dataclass
class BulkWriter:
    """Creates and changes rows in bulk, logs each, and with `record` remembers how they were.

    `source` names the file for the log. Each row must be the user's to edit once it is written
    (of the shell, where there is no user, all are): `create` and `update` raise ValidationError
    else, which undoes the transaction. Statements: three for each thousand rows created, four
    for each thousand changed where recorded.
    """

    user: Any
    source: str
    record: bool = False
    written: list[Written] = field(default_factory=list)

    def create(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Insert rows. Relations to rows that had no key when planned are taken up again."""
        rows = list(rows)
        if not rows:
            return
        manager: Any = model._default_manager
        manager.bulk_create(rows, batch_size=BATCH)
        self._refuse_foreign(model, rows)
        log_bulk(rows, user=self.user, what="import.create", source=self.source)
        self._remember(rows, {})

    def update(
        self, model: type[models.Model], rows: Sequence[models.Model], fields: list[str]
    ) -> None:
        """Write these fields of rows that are changed in memory."""
        if not rows:
            return
        manager: Any = model._default_manager
        before = {}
        if self.record:
            stored = manager.filter(pk__in=[row.pk for row in rows])
            before = {row.pk: as_fields(row) for row in stored}
        manager.bulk_update(rows, fields, batch_size=BATCH)
        self._refuse_foreign(model, rows)
        log_bulk(rows, user=self.user, what="import.change", source=self.source)
        self._remember(rows, before)

    def _refuse_foreign(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        user = self.user
        if user is not None and not all_editable(model, [row.pk for row in rows], user):
            raise ValidationError(
                _(
                    "Some of these entries belong to another unit by now. Nothing was written; look again."
                )
            )

    def _remember(self, rows: Iterable[models.Model], before: dict[Any, Any]) -> None:
        if self.record:
            self.written += [
                {"model": row._meta.label_lower, "pk": row.pk, "before": before.get(row.pk),
                 "after": as_fields(row)}
                for row in rows
            ]  # fmt: skip


def as_fields(row: models.Model) -> dict[str, Any]:
    """Return a row's stored fields as plain JSON values, as Django's serializers read them back."""
    found: dict[str, Any] = {}
    for field_ in row._meta.concrete_fields:
        if field_.primary_key:
            continue
        value = getattr(row, field_.attname)
        if type(value) is dt.date:
            value = value.isoformat()
        elif value is not None and not isinstance(value, _PLAIN):
            value = json.loads(json.dumps(value, cls=_Encoder))
        found[field_.name] = value
    return found


_PLAIN = (str, int, bool)


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return str(o) if isinstance(o, FieldFile) else super().default(o)


@transaction.atomic
def take_back(written: Iterable[Written], *, user: Any, source: str) -> int:
    """Undo recorded writes, the last first; return how many rows.

    Raises ValidationError, and changes nothing, where a row is not as it was
    written, belongs to another unit by now, or something else has come to rest on it since.
    """
    count = 0
    for entry in reversed(list(written)):
        model = apps.get_model(entry["model"])
        manager: Any = model._default_manager
        # By key: the order of a model may lead over a join, which cannot be locked.
        row = manager.select_for_update().filter(pk=entry["pk"]).order_by("pk").first()
        if row is None or not _unchanged(row, entry["after"]):
            raise ValidationError(
                _("“%(row)s” was changed since the import. It cannot be taken back as a whole."),
                params={"row": row or _("a deleted row")},
            )
        if user is not None and not is_editable(row, user):
            raise ValidationError(
                _("“%(row)s” belongs to another unit by now. It cannot be taken back as a whole."),
                params={"row": row},
            )
        if entry["before"] is None:
            try:
                log_bulk([row], user=user, what="import.undo", source=source)
                row.delete()
            except models.ProtectedError as error:
                raise ValidationError(
                    _("“%(row)s” is used by something entered since. It cannot be taken back."),
                    params={"row": row},
                ) from error
        else:
            data = {"model": entry["model"], "pk": entry["pk"], "fields": entry["before"]}
            (old,) = serializers.deserialize("python", [data])
            old.save()
            log_bulk([row], user=user, what="import.undo", source=source)
        count += 1
    return count


def _unchanged(row: models.Model, after: dict[str, Any]) -> bool:
    now = as_fields(row)
    return all(now.get(name) == value for name, value in after.items())
