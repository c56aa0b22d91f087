from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_what_papers_told")]

    operations = [
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("votes_total__isnull", True),
                    models.Q(("voted_on", ""), _negated=True),
                    _connector="OR",
                ),
                name="meetings_minutes_say_what_was_voted_on",
                violation_error_message="Type what was voted on.",
            ),
        ),
    ]
