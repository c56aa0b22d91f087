from django.db import migrations, models


def close(apps, schema_editor):
    """Decisions whose paper is frozen have their list."""
    decisions = apps.get_model("awards", "Decision").objects
    decisions.filter(paper__document__isnull=False).update(closed=True)


class Migration(migrations.Migration):
    """A decision that went out is closed: nobody comes onto its list or leaves it."""

    dependencies = [
        ("awards", "0009_layouts_on_the_page"),
        ("members", "0010_membership_by_person"),
    ]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="closed",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="its list is closed"
            ),
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
