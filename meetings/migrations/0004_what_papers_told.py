from django.db import migrations

#: of old minutes with votes that name no subject and whose agenda has no vote
SUBJECT = "thông qua các nội dung trình tại hội nghị"


def fill(apps, schema_editor):
    """Papers issued before told of the meeting as it stands; votes were on the agenda's item."""
    Paper = apps.get_model("meetings", "MeetingPaper")
    for paper in Paper.objects.select_related("meeting"):
        paper.starts_at, paper.place = paper.meeting.starts_at, paper.meeting.place
        paper.save(update_fields=["starts_at", "place"])
    Minutes = apps.get_model("meetings", "Minutes")
    Item = apps.get_model("meetings", "AgendaItem")
    for minutes in Minutes.objects.filter(votes_total__isnull=False, voted_on=""):
        item = (
            Item.objects.filter(meeting=minutes.meeting_id, part="vote").order_by("order").first()
        )
        minutes.voted_on = item.item[:300] if item else SUBJECT
        minutes.save(update_fields=["voted_on"])


class Migration(migrations.Migration):
    """What papers that were issued told of time and place; what was voted on."""

    dependencies = [("meetings", "0003_moved_votes_plan")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
