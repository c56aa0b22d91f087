from django.db import migrations

from common.constraints import NoOverlap


class Migration(migrations.Migration):
    """Nobody serves twice at once in one team, and a team has one leader at a time."""

    dependencies = [("members", "0001_initial")]
    operations = [
        NoOverlap(
            name="members_membership_no_overlap",
            table="members_membership",
            columns=("team_id", "person_id"),
        ),
        NoOverlap(
            name="members_membership_one_leader",
            table="members_membership",
            columns=("team_id",),
            where="{row}.role = 'leader'",
        ),
        NoOverlap(
            name="members_villageoffice_no_overlap",
            table="members_villageoffice",
            columns=("village_id", "person_id", "office"),
        ),
    ]
