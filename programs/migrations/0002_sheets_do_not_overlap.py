from django.db import migrations

from common.constraints import NoOverlap


class Migration(migrations.Migration):
    """A year of a village and programme has months or one year sheet, never both."""

    dependencies = [("programs", "0001_initial")]
    operations = [
        NoOverlap(
            name="programs_resultsheet_no_overlap",
            table="programs_resultsheet",
            columns=("program_id", "village_id"),
            start="period_start",
            end="period_end",
        ),
    ]
