from django.db import migrations

from common.constraints import NoOverlap
from programs.catalogue import FIRE_CRITERIA, PARTS


def fill(apps, schema_editor):
    Criterion = apps.get_model("programs", "FireCriterion")
    Indicator = apps.get_model("programs", "Indicator")
    for order, (code, text, source) in enumerate(FIRE_CRITERIA, 1):
        Criterion.objects.create(code=code, text=text, source=source, order=order * 10)
    for part, whole in PARTS:
        Indicator.objects.filter(code=part).update(
            within=Indicator.objects.filter(code=whole).first()
        )


def empty(apps, schema_editor):
    apps.get_model("programs", "FireCriterion").objects.all().delete()


class Migration(migrations.Migration):
    """The checklist of fire inspections, which counts are parts of which, and no two states at once."""

    dependencies = [("programs", "0005_activities_checklists_owners")]
    operations = [
        migrations.RunPython(fill, empty),
        NoOverlap(
            name="programs_programstatus_no_overlap",
            table="programs_programstatus",
            columns=("program_id",),
        ),
        NoOverlap(
            name="programs_trustedperson_no_overlap",
            table="programs_trustedperson",
            columns=("person_id",),
        ),
    ]
