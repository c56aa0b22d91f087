"""The corpus beside this file: lists as offices send them, and what must stand in the register afterwards.

`corpus/expected.json` holds one object a case, `corpus/base.json` the register each starts from.
"a|b" is one of several values, "null" none; "row 4" is any mention of that row, "C4" of that cell.
"""

import datetime as dt
import io
import json
import re
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db.models import Q

from members.models import Commune, FormerUnit, Membership, Person, Team, UnitChange, Village
from programs.models import Camera, CameraCheck, Program, ProgramKind, ResultValue

CORPUS = Path(__file__).parent / "corpus"
COMMANDS = {"roster": "import_roster", "results": "import_results", "cameras": "import_cameras"}
#: said of every list of a new team; names no fault
USUAL = re.compile("chưa có tổ loại này")
day = dt.date.fromisoformat


@cache
def cases() -> list[dict[str, Any]]:
    return json.loads((CORPUS / "expected.json").read_text("utf-8"))


def build_base() -> None:
    """Make the communes, villages, former names and programmes of the corpus."""
    base = json.loads((CORPUS / "base.json").read_text("utf-8"))
    for told in base["communes"]:
        facts = {"code_scheme": "GSO", "kind": told["kind"], "province": told["province"]}
        commune = Commune.objects.create(code=told["code"], name=told["name"], **facts)
        former = {}
        if "merged_on" in told:
            merged = day(told["merged_on"])
            change = UnitChange.objects.create(
                kind="merge", decision_number="1/NQ", effective_on=merged
            )
            for old in told["former_communes"]:
                former[old["name"]] = Commune.objects.create(
                    code=old["code"],
                    name=old["name"],
                    dissolved_on=merged,
                    **{**facts, "kind": "xa"},
                )
                change.communes_from.add(former[old["name"]])
            change.communes_to.add(commune)
        for item in told["villages"]:
            village = Village.objects.create(commune=commune, name=item["name"], kind=item["kind"])
            if "from" in item:
                FormerUnit.objects.create(
                    change=change, village=village, name=item["name"], kind=item["kind"],
                    within=former[item["from"]], ended_on=merged,
                )  # fmt: skip
            if "formerly" in item:
                until = day(item["formerly"]["until"])
                renaming = UnitChange.objects.create(
                    kind="rename", decision_number="2/NQ", effective_on=until
                )
                FormerUnit.objects.create(
                    change=renaming, village=village, name=item["formerly"]["name"], kind=item["kind"],
                    within=commune, ended_on=until,
                )  # fmt: skip
    for told in base["programs"]:
        Program.objects.create(
            commune=Commune.objects.get(code=told["commune"]), name=told["name"],
            kind=ProgramKind.objects.get(code=told["kind"]), founded_on=day(told["founded_on"]),
        )  # fmt: skip


def take_in(case: dict[str, Any]) -> tuple[bool, str]:
    """Run the command of a case; return whether it was imported, and all that was said."""
    options = {"commune": "90001", **case.get("options", {})}
    if case.get("as_of") and case["kind"] != "results":
        options["as_of"] = case["as_of"]
    words = [
        w for name, value in options.items() for w in ("--" + name.replace("_", "-"), str(value))
    ]
    out = io.StringIO()
    try:
        call_command(
            COMMANDS[case["kind"]], str(CORPUS / case["file"]), *words, stdout=out, stderr=out
        )
    except CommandError as error:
        return False, f"{out.getvalue()}\n{error}"
    return True, out.getvalue()


def fault_of(case: dict[str, Any]) -> str:
    """Take a case in and return what is wrong afterwards, "" for nothing."""
    for item in case.get("after", []):
        before = item if isinstance(item, dict) else next(e for e in cases() if e["file"] == item)
        imported, said = take_in(before)
        if not imported:
            return f"the list before it was refused: {said[-200:]}"
    before_it = snapshot()
    imported, said = take_in(case)
    if not imported:
        if snapshot() != before_it:
            return "refused, but something was written"
        if case["must"] == "import":
            return f"refused though readable: {said[-400:]}"
        unsaid = [token for token in case.get("refusal_names", []) if not says(said, token)]
        return f"refused without naming {unsaid}: {said[-400:]}" if unsaid else ""
    if case["must"] == "refuse":
        return f"imported: {said[-200:]}"
    wrong = faults_of(case)
    unsaid = [token for token in case.get("notes_must_name", []) if not says(said, token)]
    return "; ".join(map(str, wrong)) or (f"imported without naming {unsaid}" if unsaid else "")


def says(text: str, token: str) -> bool:
    text = "\n".join(
        line for line in unicodedata.normalize("NFC", text).splitlines() if not USUAL.search(line)
    )
    for part in (unicodedata.normalize("NFC", part.strip()) for part in token.split("|")):
        row, cell = re.fullmatch(r"row (\d+)", part), re.fullmatch(r"([A-Z]{1,3})(\d+)", part)
        number = row.group(1) if row else cell.group(2) if cell else ""
        lines = [
            line for line in text.splitlines()
            if number and re.search(rf"(?:dòng|hàng|rows?)\b[^.;\n]*?\b{number}\b", line, re.IGNORECASE)
        ]  # fmt: skip
        if row and (lines or re.search(rf"(?<![\w])[A-Z]{{1,3}}{number}\b|!{number}\b", text)):
            return True
        if cell and (
            re.search(rf"\b{part}\b", text)
            or any(
                re.search(rf"(?:cột|column)[^.;\n]*?\b{cell.group(1)}\b", line) for line in lines
            )
        ):
            return True
        if not row and not cell and part.casefold() in text.casefold():
            return True
    return False


def snapshot() -> list[list[tuple[Any, ...]]]:
    kinds: tuple[Any, ...] = (Person, Team, Membership, ResultValue, Camera, CameraCheck)
    return [list(kind.objects.order_by("pk").values_list()) for kind in kinds]


def clean(text: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(text)).split())


def fits(expected: object, actual: object) -> bool:
    allowed = (
        ["null"] if expected is None else [clean(p) or "null" for p in str(expected).split("|")]
    )
    return (clean(actual) if actual not in (None, "") else "null") in allowed


def compared(expected: list[Any], actual: list[Any], may: list[Any]) -> list[tuple[str, Any]]:
    left, faults = list(actual), []
    for want in expected:
        found = next((row for row in left if all(map(fits, want, row))), None)
        if found is None:
            faults.append(("missing", want))
        else:
            left.remove(found)
    return faults + [
        ("not expected", row) for row in left if not any(all(map(fits, w, row)) for w in may)
    ]


def _label(village: Village) -> str:
    former = FormerUnit.objects.filter(village=village).exclude(within=village.commune_id).first()
    return (
        f"{village.name} ({former.within.name})"
        if former and former.within
        else clean(village.name)
    )


def _birth(person: Person) -> str | None:
    if person.birth_date is None:
        return None
    return person.birth_date.isoformat()[: {"year": 4, "month": 7}.get(person.birth_precision, 10)]


def _serving(code: str, on: dt.date) -> list[list[Any]]:
    rows = Membership.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), team__village__commune__code=code,
        team__kind="self_managed", started_on__lte=on,
    ).select_related("team__village", "person")  # fmt: skip
    return [
        [_label(m.team.village), m.person.full_name, m.role, _birth(m.person), m.team_id]
        for m in rows
    ]


def faults_of(case: dict[str, Any]) -> list[Any]:
    """Return what in the register is not as the case says."""
    code = case.get("options", {}).get("commune", "90001")
    on = day(case.get("on") or case.get("as_of") or dt.date.today().isoformat())
    people = list(Person.objects.filter(village__commune__code=code))
    faults: list[Any] = []
    if "people" in case:
        now = _serving(code, on)
        faults += compared(case["people"], [row[:4] for row in now], case.get("may", []))
        for village, number in case.get("teams", {}).items():
            faults += [("teams", village)] * (len({r[4] for r in now if r[0] == village}) != number)
        names = {clean(row[1]) for row in now}
        faults += [("serves", name) for name in case.get("not_serving", []) if clean(name) in names]
        for name, date in case.get("left", []):
            ended = [
                str(m.ended_on)
                for m in Membership.objects.filter(person__full_name=name, ended_on__isnull=False)
            ]
            if clean(name) in names or (date and not any(end.startswith(date) for end in ended)):
                faults.append(("did not leave", name, ended))
    for other, rows in case.get("also_on", {}).items():
        then = [row[:4] for row in _serving(code, day(other))]
        faults += compared(rows, then, case.get("may_also", []))
    for text in case.get("not_people", []):
        faults += [
            ("no person", p.full_name)
            for p in people
            if text.casefold() in clean(p.full_name).casefold()
        ]
    if "people_count" in case and len(people) != case["people_count"]:
        faults.append(("people in the register", len(people)))
    for key, name_of in (("ids", "citizen_id"), ("phones", "phone"), ("sex", "sex")):
        for name, want in case.get(key, []):
            faults += [
                (key, name, getattr(p, name_of))
                for p in people
                if clean(p.full_name) == clean(name) and not fits(want, getattr(p, name_of))
            ]
    if "values" in case:
        values = ResultValue.objects.filter(sheet__village__commune__code=code).select_related(
            "sheet__village", "indicator"
        )
        actual = [
            [_label(v.sheet.village), v.indicator.name,
             f"{v.sheet.year}-{v.sheet.month:02d}" if v.sheet.month else str(v.sheet.year), f"{v.value.normalize():f}"]
            for v in values
        ]  # fmt: skip
        faults += compared(case["values"], actual, case.get("may_values", []))
    if "cameras" in case:
        faults += _camera_faults(case, code, on)
    return faults


def _camera_faults(case: dict[str, Any], code: str, on: dt.date) -> list[Any]:
    cameras = list(Camera.objects.filter(village__commune__code=code).select_related("village"))

    def condition(camera: Camera) -> str | None:
        look = (
            CameraCheck.objects.filter(camera=camera, checked_on__lte=on)
            .order_by("-checked_on", "-pk")
            .first()
        )
        return look.condition if look else None

    actual = [
        [_label(c.village), c.name, c.units, c.cost, condition(c), c.funding] for c in cameras
    ]
    faults: list[Any] = compared(case["cameras"], actual, [])
    by_name = {clean(camera.name): camera for camera in cameras}

    def near(want: str, value: Decimal | None) -> bool:
        return any(
            value is None
            if w == "null"
            else value is not None and abs(Decimal(w) - value) < Decimal("0.0005")
            for w in want.split("|")
        )

    for name, want in case.get("installed", []):
        if name in by_name and not str(by_name[name].installed_on).startswith(want):
            faults.append(("installed", name))
    for name, want in case.get("managers", []):
        if name in by_name and not fits(want, by_name[name].manager):
            faults.append(("manager", name))
    for name, latitude, longitude in case.get("coordinates", []):
        if name in by_name and not (
            near(latitude, by_name[name].latitude) and near(longitude, by_name[name].longitude)
        ):
            faults.append(("coordinates", name))
    return faults
