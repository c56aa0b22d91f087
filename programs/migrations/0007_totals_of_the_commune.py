import django.db.models.deletion
from django.db import migrations, models

from common.constraints import NoOverlap, NoOverlapAgain

#: first and last: SQLite loses the rule where the table is rebuilt, going back too
SHEETS = NoOverlapAgain(
    name="programs_resultsheet_no_overlap",
    table="programs_resultsheet",
    columns=("program_id", "village_id"),
    start="period_start",
    end="period_end",
)


class Migration(migrations.Migration):
    """A sheet without a village is the total of the commune, beside which no village has one."""

    dependencies = [("programs", "0006_default_checklist")]
    operations = [
        SHEETS,
        migrations.AlterField(
            model_name="resultsheet",
            name="village",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty for a total of the whole commune.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="members.village",
                verbose_name="village",
            ),
        ),
        SHEETS,
        NoOverlap(
            name="programs_resultsheet_no_overlap_in_commune",
            table="programs_resultsheet",
            columns=("program_id",),
            start="period_start",
            end="period_end",
            where="{row}.village_id IS NULL",
        ),
        NoOverlap(
            name="programs_resultsheet_no_overlap_of_whole_and_part",
            table="programs_resultsheet",
            columns=("program_id",),
            start="period_start",
            end="period_end",
            unlike="{row}.village_id IS NULL",
        ),
    ]
