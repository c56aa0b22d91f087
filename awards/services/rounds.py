"""Rounds and nominations: who is proposed, with which merits and papers."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import AwardForm, AwardRound, Nomination, NominationFile, NomineeKind
from common.access import still_editable
from members.models import Membership, Person, Team
from programs.models import Program

#: what an office sends along with a nomination
ENDINGS = {
    "pdf": b"%PDF",
    "docx": b"PK",
    "jpg": b"\xff\xd8",
    "jpeg": b"\xff\xd8",
    "png": b"\x89PNG",
}
MOST_BYTES = 20 * 2**20


@transaction.atomic
def save_round(*, round_: AwardRound, programs: Iterable[Program], user: Any) -> AwardRound:
    """Save a round with its programmes.

    Raises ValidationError for programmes or a conference of another commune, and for another title,
    citation, period or programme once it is decided on.
    """
    chosen = list(programs)
    round_.full_clean()
    if not chosen:
        raise ValidationError({"programs": _("Choose at least one programme.")})
    if any(program.commune_id != round_.commune_id for program in chosen):
        raise ValidationError({"programs": _("Choose programmes of the round's commune.")})
    if round_.meeting and round_.meeting.commune_id != round_.commune_id:
        raise ValidationError({"meeting": _("Choose a meeting of the round's commune.")})
    round_.save()
    still_editable(round_, user)
    if round_.decisions.exists() and {row.pk for row in chosen} != set(
        round_.programs.values_list("pk", flat=True)
    ):
        raise ValidationError({"programs": _("The round is decided on: its programmes stay.")})
    round_.programs.set(chosen)
    return round_


@transaction.atomic
def nominate(
    *, round_: AwardRound, form: AwardForm, people: Iterable[Person] = (), teams: Iterable[Team] = (),
    merits: dict[str, str], user: Any,
) -> int:  # fmt: skip
    """Nominate people and teams for one form; `merits` has a text by "person-1" or "team-2".

    Who is nominated for this form already is left as it stands. Return how many were added.
    Raises ValidationError for somebody of another commune.
    """
    still_editable(round_, user)
    known = set(
        round_.nominations.filter(form=form).values_list("person_id", "team_id", "nominee_kind")
    )
    day = round_.period.last_day
    new = []
    for person in people:
        if person.village.commune_id != round_.commune_id:
            raise ValidationError(_("%(name)s is of another commune.") % {"name": person})
        if (person.pk, None, NomineeKind.INDIVIDUAL) not in known:
            serving = (
                Membership.objects.filter(person=person)
                .serving_on(day)
                .select_related("team")
                .first()
            )
            village = serving.team.village_id if serving else person.village_id
            new.append(
                Nomination(
                    round=round_, form=form, nominee_kind=NomineeKind.INDIVIDUAL, person=person,
                    village_id=village, merits=merits.get(f"person-{person.pk}", ""),
                )
            )  # fmt: skip
    for team in teams:
        if team.village.commune_id != round_.commune_id:
            raise ValidationError(_("%(name)s is of another commune.") % {"name": team})
        if (None, team.pk, NomineeKind.COLLECTIVE) not in known:
            new.append(
                Nomination(
                    round=round_, form=form, nominee_kind=NomineeKind.COLLECTIVE, team=team,
                    village=team.village, merits=merits.get(f"team-{team.pk}", ""),
                )
            )  # fmt: skip
    for row in new:
        row.full_clean(exclude=["merits"])
        row.save()
    return len(new)


@transaction.atomic
def save_nomination(*, nomination: Nomination, user: Any) -> Nomination:
    """Save a nomination. One that was decided on stays as it was. Raises ValidationError."""
    if nomination.pk and Nomination.objects.select_for_update().get(pk=nomination.pk).is_decided:
        raise ValidationError(_("This nomination is decided on and stays as it is."))
    if nomination.person and not nomination.village_id:
        nomination.village = nomination.person.village
    if nomination.team and not nomination.village_id:
        nomination.village = nomination.team.village
    nomination.full_clean()
    nomination.save()
    still_editable(nomination, user)
    return nomination


@transaction.atomic
def delete_nomination(*, nomination: Nomination, user: Any) -> None:
    """Take a nomination back that was not decided on yet, with its files. Raises ValidationError."""
    still_editable(nomination, user)
    if nomination.is_decided:
        raise ValidationError(_("This nomination is decided on and stays as it is."))
    for row in nomination.files.all():
        delete_file(row=row, user=user)
    nomination.delete()


@transaction.atomic
def add_file(*, nomination: Nomination, title: str, upload: Any, user: Any) -> NominationFile:
    """Keep a paper of a nomination: PDF, Word, JPEG or PNG.

    Raises ValidationError for another kind of file, or one of more than 20 MB.
    """
    still_editable(nomination, user)
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))
    ending = str(upload.name).rsplit(".", 1)[-1].lower()
    content = upload.read()
    if ending not in ENDINGS or not content.startswith(ENDINGS[ending]):
        raise ValidationError(_("Choose a PDF, Word (.docx), JPEG or PNG file."))
    row = NominationFile(nomination=nomination, title=title)
    row.file.save(f"{uuid4().hex}.{ending}", ContentFile(content), save=False)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def delete_file(*, row: NominationFile, user: Any) -> None:
    """Delete a file of a nomination that is not decided on, once all of it is written.

    Raises ValidationError after the decision: its papers stay.
    """
    still_editable(row, user)
    if row.nomination.decision_id:
        raise ValidationError(_("This nomination is decided on and stays as it is."))
    name, storage = str(row.file.name), row.file.storage
    row.delete()
    transaction.on_commit(partial(storage.delete, name))
