from django.db import migrations

from common.constraints import NoOverlap


class Migration(migrations.Migration):
    """On a day one coefficient holds for a form and kind of nominee, and one rounding rule."""

    dependencies = [("awards", "0005_default_rounding")]
    operations = [
        NoOverlap(
            "awards_coefficient_no_overlap", "awards_awardcoefficient", ("form_id", "nominee_kind")
        ),
        NoOverlap("awards_roundingrule_no_overlap", "awards_roundingrule", ()),
    ]
