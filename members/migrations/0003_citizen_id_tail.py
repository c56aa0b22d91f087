from django.db import migrations, models

from common.crypto import decrypt


def fill(apps, schema_editor):
    Person = apps.get_model("members", "Person")
    for person in Person.objects.exclude(citizen_id_encrypted="").iterator():
        person.citizen_id_tail = decrypt(person.citizen_id_encrypted)[-4:]
        person.save(update_fields=["citizen_id_tail"])


class Migration(migrations.Migration):
    """The last four digits of a citizen ID in a column of their own, to search by."""

    dependencies = [("members", "0002_no_overlapping_service")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="citizen_id_tail",
            field=models.CharField(blank=True, editable=False, max_length=4, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
