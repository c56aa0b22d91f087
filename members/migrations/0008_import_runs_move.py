"""Uploads move to the app `imports`: the table keeps its rows under a new name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0007_issued_documents")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("importrun", "imports_importrun")],
            state_operations=[migrations.DeleteModel("ImportRun")],
        )
    ]
