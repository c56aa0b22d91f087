import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_default_kinds")]

    operations = [
        migrations.AlterField(
            model_name="reviewreport",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="reports.reportkind",
                verbose_name="kind of report",
            ),
        ),
        migrations.RemoveField(model_name="reviewreport", name="former_kind"),
    ]
