"""Uploads, taken over from `members` with their rows; the table was renamed there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("members", "0008_import_runs_move"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[],
            state_operations=[
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("roster", "rosters of teams"),
                                    ("results", "results by year or month"),
                                    ("cameras", "camera list"),
                                ],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True, upload_to="imports/", verbose_name="workbook"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="file name")),
                        (
                            "options",
                            models.JSONField(blank=True, default=dict, verbose_name="options"),
                        ),
                        (
                            "preview",
                            models.JSONField(blank=True, default=dict, verbose_name="preview"),
                        ),
                        ("written", models.JSONField(blank=True, default=list, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "uploaded"),
                                    ("reading", "being read"),
                                    ("planned", "ready to look at"),
                                    ("writing", "being written"),
                                    ("done", "imported"),
                                    ("undone", "taken back"),
                                    ("failed", "failed"),
                                ],
                                default="uploaded",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "message",
                            models.CharField(blank=True, max_length=300, verbose_name="message"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="started at"),
                        ),
                        (
                            "applied_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="imported at"),
                        ),
                        (
                            "undone_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="taken back at"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="import_runs",
                                to="members.commune",
                                verbose_name="commune",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="started by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "ordering": ["-created_at", "-pk"],
                    },
                ),
            ],
        )
    ]
