import django.db.models.expressions
from django.db import migrations, models

from common.constraints import NoOverlap


class Migration(migrations.Migration):
    """A text lies on its page, a layout is shifted a little, and a form has one authority on a day."""

    dependencies = [("awards", "0008_laws_by_date")]

    operations = [
        migrations.RemoveConstraint(
            model_name="certificatetext",
            name="awards_certificatetext_on_the_page",
        ),
        migrations.AddConstraint(
            model_name="certificatelayout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shift_x__gte", -50),
                    ("shift_x__lte", 50),
                    ("shift_y__gte", -50),
                    ("shift_y__lte", 50),
                ),
                name="awards_certificatelayout_shift_small",
                violation_error_message="A layout is shifted by 50 mm at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatetext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("width__gt", 0),
                    ("x__gte", 0),
                    ("x__lte", 297),
                    ("y__gte", 0),
                    ("y__lte", 210),
                    ("size__gte", 6),
                    ("size__lte", 96),
                    (
                        "width__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.Value(297), "-", models.F("x")
                        ),
                    ),
                ),
                name="awards_certificatetext_on_the_page",
                violation_error_message="The text must lie on the page (297 x 210 mm), in letters of 6 to 96 points.",
            ),
        ),
        NoOverlap("awards_authority_no_overlap", "awards_awardauthority", ("form_id",)),
    ]
