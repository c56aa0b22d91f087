"""What an office answered about its lists, kept for its next one."""

from typing import Any

from django.db import transaction

from imports.models import ImportRun, Profile


def profile_of(run: ImportRun) -> Profile:
    """Return the profile of the run's commune and kind, an unsaved one for the first list."""
    found = Profile.objects.filter(commune=run.commune_id, kind=run.kind).first()
    return found or Profile(commune_id=run.commune_id, kind=run.kind)


@transaction.atomic
def remember(run: ImportRun, lasting_options: dict[str, str]) -> None:
    """Keep the answers of a run that serve the next list too. Called where it is written."""
    asked = [*run.preview.get("answered", []), *run.preview.get("questions", [])]
    answers: dict[str, Any] = {
        question["key"]: run.answers[question["key"]]
        for question in asked
        if question["lasting"] and run.answers.get(question["key"])
    }
    profile, _new = Profile.objects.select_for_update().get_or_create(
        commune_id=run.commune_id, kind=run.kind
    )
    if answers.items() <= profile.answers.items() and (
        lasting_options.items() <= profile.options.items()
    ):
        return
    profile.answers = {**profile.answers, **answers}
    profile.options = {**profile.options, **lasting_options}
    profile.save()


@transaction.atomic
def forget_profile(*, profile: Profile) -> None:
    """Drop what was remembered; the next list is asked about afresh."""
    profile.delete()
