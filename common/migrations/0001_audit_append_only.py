from django.db import migrations

from common.audit import create_triggers, drop_triggers


def forwards(apps, schema_editor):
    for statement in create_triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in drop_triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The audit log may grow, and nothing else: refused by the database itself."""

    dependencies = [("auditlog", "0017_add_actor_email")]
    operations = [migrations.RunPython(forwards, backwards)]
