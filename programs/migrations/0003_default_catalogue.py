from django.db import migrations

from programs.catalogue import INDICATORS, KINDS, RATING_SCHEMES


def fill(apps, schema_editor):
    Kind = apps.get_model("programs", "ProgramKind")
    Indicator = apps.get_model("programs", "Indicator")
    Scheme = apps.get_model("programs", "RatingScheme")
    kinds = {
        code: Kind.objects.create(code=code, name=name, team_kind=team_kind, order=order)
        for code, name, team_kind, order in KINDS
    }
    for order, (group, code, name, unit, rule, of_kinds, aliases) in enumerate(INDICATORS, 1):
        indicator = Indicator.objects.create(
            group=group,
            code=code,
            name=name,
            unit=unit,
            rule=rule,
            order=order * 10,
            aliases=aliases,
        )
        indicator.kinds.set(kinds[kind] for kind in of_kinds)
    for code, name, levels, source in RATING_SCHEMES:
        Scheme.objects.create(code=code, name=name, levels=levels, source=source)


def empty(apps, schema_editor):
    for name in ("Indicator", "ProgramKind", "RatingScheme"):
        apps.get_model("programs", name).objects.all().delete()


class Migration(migrations.Migration):
    """The catalogue every installation starts with."""

    dependencies = [("programs", "0002_sheets_do_not_overlap")]
    operations = [migrations.RunPython(fill, empty)]
