"""Forms of results and of the camera list to fill in, with the commune's villages in them."""

from functools import partial

from django.utils import timezone

from common.access import AnyUser
from common.dates import short_date
from common.listing import ListColumn, Listing, to_xlsx
from imports.blanks import Blank
from members.models import Commune
from programs.exports import camera_list, result_form
from programs.models import Camera, CameraCheck, Program
from programs.queries.cameras import cameras_seen
from programs.queries.results import villages_reporting

BLANK_ROWS = 30


def result_blanks(commune: Commune, user: AnyUser) -> list[Blank]:
    """Return a form of this year's months for each running programme that villages report on."""
    day = timezone.localdate()
    found = []
    programs = Program.objects.editable_by(user).filter(commune=commune).running_on(day)
    for program in programs.select_related("kind", "commune").order_by("kind__order", "pk"):
        villages = villages_reporting(program, user, day)
        if villages:
            found.append(
                Blank(
                    str(program.pk), program.kind.name, f"bieu-mau-{program.pk}-{day.year}",
                    partial(result_form, program, villages, day.year),
                )
            )  # fmt: skip
    return found


def camera_blanks(commune: Commune, user: AnyUser) -> list[Blank]:
    """Return the camera list as it stands, with lines to go on."""
    return [Blank("list", "Camera", "mau-camera", partial(camera_form, commune, user))]


def camera_form(commune: Commune, user: AnyUser) -> bytes:
    """Return the points of today with their last condition. Two statements."""
    day = timezone.localdate()
    villages = commune.villages.visible_to(user).existing_on(day).order_by("sort_key", "pk")
    listing = camera_list(
        cameras_seen(user, day).filter(village__commune=commune), day,
        note=f"tính đến {short_date(day)}",
    )  # fmt: skip
    choices = {
        "Thôn": tuple(village.name for village in villages),
        "Tình trạng": tuple(str(label).capitalize() for label in CameraCheck.Condition.labels),
        "Nguồn kinh phí": tuple(str(label) for label in Camera.Funding.labels),
    }
    columns = tuple(
        ListColumn(column.title, column.width, column.figure, choices.get(column.title, ()))
        for column in listing.columns
    )
    return to_xlsx(
        Listing(listing.title, listing.note, columns, listing.rows), blank_rows=BLANK_ROWS
    )
