"""Papers entered before say which programmes they concern, where that is certain.

Certain is the founding decision of a programme, the decision on its state, its rating, its
zone or its trusted persons, and an abstract that has the programme's name, or another one
of its names, in it. The others stay open: the office says it on the paper's card.
"""

import re
import unicodedata

from django.db import migrations


def fold(text):
    plain = text.translate(str.maketrans("đĐðÐ", "dDdD"))
    parts = unicodedata.normalize("NFD", plain)
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(["", *re.findall(r"[^\W_]+", bare.lower()), ""])


def communes_before(apps):
    """Return commune -> ids of all that went up in it."""
    change = apps.get_model("members", "UnitChange")
    before = {}
    for new, old in change.objects.filter(communes_to__isnull=False).values_list(
        "communes_to", "communes_from"
    ):
        if old and old != new:
            before.setdefault(new, set()).add(old)
    found = {}
    for commune in before:
        seen, frontier = {commune}, {commune}
        while frontier:
            frontier = {old for new in frontier for old in before.get(new, ())} - seen
            seen |= frontier
        found[commune] = seen
    return found


def link(apps, schema_editor):
    program_paper = apps.get_model("programs", "ProgramPaper")
    names, communes, certain = {}, {}, set()
    for key, commune, name, decision in apps.get_model("programs", "Program").objects.values_list(
        "pk", "commune_id", "name", "decision_id"
    ):
        names.setdefault(key, []).append(fold(name))
        communes.setdefault(commune, []).append(key)
        if decision:
            certain.add((key, decision))
    for key, name in apps.get_model("programs", "ProgramAlias").objects.values_list(
        "program_id", "name"
    ):
        names[key].append(fold(name))
    for model, field in (
        ("ProgramStatus", "decision_id"), ("ProgramRating", "decision_id"),
        ("FireSafeZone", "decision_id"), ("TrustedPerson", "decision_id"),
        ("TrustedPerson", "removal_id"),
    ):  # fmt: skip
        certain |= set(
            apps.get_model("programs", model)
            .objects.filter(program__isnull=False, **{f"{field}__isnull": False})
            .order_by()
            .values_list("program_id", field)
        )
    before = communes_before(apps)
    for paper, commune, subject in (
        apps.get_model("members", "Paper")
        .objects.values_list("pk", "commune_id", "subject")
        .iterator()
    ):
        words = fold(subject)
        for own in before.get(commune, {commune}):
            for key in communes.get(own, ()):
                if any(name in words for name in names[key]):
                    certain.add((key, paper))
    program_paper.objects.bulk_create(
        [program_paper(program_id=key, paper_id=paper) for key, paper in sorted(certain)],
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_papers_of_programmes"), ("members", "0001_initial")]
    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
