"""A plan as the page shows it: plain JSON, kept with the run until it is written or forgotten.

`items` hold [what, thing, label, place, group, about, changes, moved]; `questions` and
`answered` hold what `_question` tells. Counts are counted from the items, so they add up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from imports.grid import Place, Sheet
from imports.plan import Level, Plan, What, places_in_words
from imports.questions import Ask, Question

SAMPLES = 3
#: more is no help on a page, and a broken file can have a note for each cell
MOST_NOTES = 500
#: an item in the preview, by position
WHAT, THING, LABEL, PLACE, GROUP, ABOUT, CHANGES, MOVED = range(8)
Preview = dict[str, Any]


def preview_of(
    plan: Plan,
    sheets: Sequence[Sheet],
    *,
    before: Mapping[str, Any],
    chosen: Mapping[str, str],
    remembered: Mapping[str, str],
) -> Preview:
    """Return what the page shows of a plan.

    `before` is the preview that stood before: its questions that are answered now stay on the
    page with their answers, so that each can be changed.
    """
    asked = [_question(question, sheets, remembered) for question in plan.questions]
    open_keys = {question["key"] for question in asked}
    known = {
        question["key"]: question
        for question in [*before.get("answered", []), *before.get("questions", [])]
    }
    order = list(What)
    items = sorted(plan.items, key=lambda item: order.index(item.what))
    return {
        "items": [
            [
                item.what.value, str(item.thing), item.label, str(item.where or ""), item.group,
                item.about, [[str(c.field), c.before, c.after] for c in item.changes], "",
            ]
            for item in items
        ],
        "counts": [
            [str(thing), what, times]
            for (thing, what), times in sorted(
                Counter((str(item.thing), item.what.value) for item in items).items()
            )
        ],
        "notes": [[str(note.level), note.place, note.message] for note in plan.notes][:MOST_NOTES],
        "errors": len(plan.errors),
        "warnings": len(plan.warnings),
        "questions": asked,
        "answered": [
            question
            for key, question in known.items()
            if key in chosen and chosen[key] and key not in open_keys
        ],
        # a list in which nothing was found is not there to be written
        "writable": plan.is_writable and bool(items),
    }  # fmt: skip


def _question(
    question: Question, sheets: Sequence[Sheet], remembered: Mapping[str, str]
) -> dict[str, Any]:
    options = [[option.value, str(option.label)] for option in question.options]
    proposed, again = question.proposed, ""
    last = remembered.get(question.key, "") if question.lasting else ""
    if last and (not options or last in {value for value, _label in options}):
        proposed = again = last
    return {
        "key": question.key, "ask": str(question.ask), "subject": question.subject,
        "text": str(question.text), "options": options, "proposed": proposed, "again": bool(again),
        "needed": question.needed, "lasting": question.lasting,
        "where": places_in_words(question.where),
        "rows": len({(place.sheet, place.row) for place in question.where}),
        "samples": _samples(question.where, sheets) if question.ask == Ask.COLUMN else [],
    }  # fmt: skip


def _samples(where: Sequence[Place], sheets: Sequence[Sheet]) -> list[str]:
    """Return the first texts below the head of a column, to tell what it holds."""
    by_name = {sheet.name: sheet for sheet in sheets}
    found: list[str] = []
    for place in where:
        sheet = by_name.get(place.sheet)
        if sheet is None or place.column < 0:
            continue
        for row in range(place.row + 1, min(len(sheet.rows), place.row + 40)):
            text = sheet.text(row, place.column)
            if text and text not in found:
                found.append(text[:40])
            if len(found) == SAMPLES:
                return found
    return found


def _key(item: Sequence[Any]) -> tuple[str, ...]:
    return item[THING], item[LABEL], item[PLACE]


def mark_moved(old: Mapping[str, Any], new: Preview, causes: Mapping[str, str]) -> list[str]:
    """Mark in `new` what is not as `old` showed it, first in order; return the names of those.

    `causes` tells by name who did what meanwhile.
    """
    shown: dict[tuple[str, ...], list[list[Any]]] = {}
    for item in old.get("items", []):
        shown.setdefault(_key(item), []).append(item)
    moved = []
    for item in new["items"]:
        same = shown.get(_key(item), [])
        match = next((one for one in same if one[:MOVED] == item[:MOVED]), None)
        if match is not None:
            same.remove(match)
            continue
        was = same.pop(0) if same else None
        item[MOVED] = {
            "was": was[WHAT] if was else "",
            "about": was[ABOUT] if was else "",
            "changes": was[CHANGES] if was else [],
            "cause": causes.get(item[LABEL], ""),
        }
        moved.append(item[LABEL])
    gone = [item[LABEL] for left in shown.values() for item in left]
    new["items"].sort(key=lambda item: not item[MOVED])
    new["gone"] = gone
    return [*moved, *gone]


def errors_and_notes(preview: Mapping[str, Any]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the notes that keep the plan from being written, and the others."""
    notes = preview.get("notes", [])
    return (
        [note for note in notes if note[0] == Level.ERROR],
        [note for note in notes if note[0] != Level.ERROR],
    )
