"""One upload: what is asked, what would happen, row by row; looked at as often as one likes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from common.access import get_editable
from common.asked import asked_again, asked_text, key_in
from common.text import fold, without_nul
from imports.forms import OptionsForm
from imports.kinds import importer_of
from imports.models import ImportRun
from imports.plan import What
from imports.services import runs as services
from imports.services.afterwards import give_back
from imports.services.preview import (
    ABOUT,
    CHANGES,
    GROUP,
    LABEL,
    MOVED,
    PLACE,
    THING,
    WHAT,
    errors_and_notes,
)
from imports.tasks import read_run

ROWS = 50
LONGEST_ANSWER = 200
MOST_HEADS = 20
#: how a decision is coloured; words say it too
LOOKS = {
    What.ASKED: "state-draft", What.MOVE: "state-draft", What.ENDED: "state-draft",
    What.ROLE: "state-signed_off", What.CHANGED: "state-signed_off", What.NEW: "state-issued",
    What.SAME: "",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload: options, questions, preview. POST keeps what was chosen and looks again."""
    run = run_of(request, pk)
    if run.is_busy and run.seems_lost and give_back(run.pk):
        run.refresh_from_db()
    importer = importer_of(run.kind)
    context: dict[str, Any] = {"run": run, "importer": importer}
    if run.is_busy:
        return render(request, "imports/run.html", context)
    if not run.is_over:
        user: Any = request.user
        if request.method == "GET":
            form = importer.form(commune=run.commune, user=user, initial=run.options)
        else:
            form = importer.form(request.POST, commune=run.commune, user=user)
            try:
                ticket = services.choose(
                    run=run, answers=_answers(request, run.preview), options=_typed(form),
                    look=form.is_valid(),
                )  # fmt: skip
            except ValidationError as error:
                form.add_error(None, error)
            else:
                if ticket:
                    read_run.enqueue(run.pk, ticket)
                    return redirect("imports:run", run.pk)
                run.refresh_from_db(fields=["answers", "options"])
        context |= {"form": form, "gone": not run.file, "missing": form.missing()}
    return render(request, "imports/run.html", context | _shown(request, run))


@require_GET
def import_items(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a preview, filtered as one types; the page itself for a browser without scripts."""
    run = run_of(request, pk)
    if not getattr(request, "htmx", False):
        return redirect(f"{_url(run)}?{request.GET.urlencode()}")
    return render(request, "imports/_items.html", {"run": run} | _rows(request, run.preview))


@require_GET
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work has come; the page asks until it is done, or given back."""
    run = run_of(request, pk)
    if run.is_busy and not (run.seems_lost and give_back(run.pk)):
        return render(request, "imports/_busy.html", {"run": run})
    return HttpResponse(headers={"HX-Refresh": "true"})


def run_of(request: HttpRequest, pk: int) -> ImportRun:
    """Return the run: 404 outside the user's scope."""
    found: ImportRun = get_editable(
        ImportRun.objects.select_related("commune", "started_by", "written_by").defer("written"),
        request.user, pk=pk,
    )  # fmt: skip
    return found


def _url(run: ImportRun) -> str:
    return redirect("imports:run", run.pk).url


def _typed(form: OptionsForm) -> dict[str, str]:
    """Return the options as typed, so that the background reads them as the form did."""
    return {name: without_nul(form.data.get(form.add_prefix(name))) for name in form.fields}


def _answers(request: HttpRequest, preview: Mapping[str, Any]) -> dict[str, str]:
    """Return what was chosen for the questions that stand on the page; "" takes an answer back."""
    found = {}
    for key, _sheet in _heads(preview):
        typed = request.POST.get(f"q:{key}", "").strip()
        if f"q:{key}" in request.POST:
            found[key] = typed if key_in(typed, longest=5) else ""
    for question in [*preview.get("answered", []), *preview.get("questions", [])]:
        name = f"q:{question['key']}"
        if name in request.POST:
            typed = without_nul(request.POST[name]).strip()[:LONGEST_ANSWER]
            options = {value for value, _label in question["options"]}
            found[question["key"]] = typed if not options or typed in options else ""
    return found


def _heads(preview: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return for each sheet, unless it is asked about, the key under which its head row is typed."""
    asked = {one["key"] for one in [*preview.get("questions", []), *preview.get("answered", [])]}
    keys = [
        (f"head:{name}", name) for name, _rows, hidden in preview.get("sheets", []) if not hidden
    ]
    return [(key, name) for key, name in keys if key not in asked][:MOST_HEADS]


def _shown(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the page shows of the preview."""
    errors, notes = errors_and_notes(run.preview)
    questions = [_with_answer(one, run.answers) for one in run.preview.get("questions", [])]
    return {
        "errors": errors, "notes": notes,
        "asked": _by_subject([one for one in questions if one["needed"]]),
        "offered": [one for one in questions if not one["needed"]],
        "answered": [_with_answer(one, run.answers) for one in run.preview.get("answered", [])],
        "heads": [
            {"key": key, "sheet": name, "chosen": run.answers.get(key, "")}
            for key, name in _heads(run.preview)
        ],
        "open": sum(one["needed"] for one in questions),
    } | _rows(request, run.preview)  # fmt: skip


def _with_answer(question: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    chosen = answers.get(question["key"], "")
    return {
        **question,
        "chosen": chosen or question["proposed"],
        "is_head": question["key"].startswith("column:"),
    }


def _by_subject(questions: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for question in questions:
        found.setdefault(question["subject"], []).append(question)
    return list(found.items())


def _rows(request: HttpRequest, preview: Mapping[str, Any]) -> dict[str, Any]:
    """Return one page of the rows that the address asks for, and the counts to choose from."""
    items = preview.get("items", [])
    what, thing, words = (
        request.GET.get("what", ""),
        request.GET.get("thing", ""),
        asked_text(request),
    )
    needle = fold(words)
    found = [
        item
        for item in items
        if (not what or item[WHAT] == what or (what == "moved" and item[MOVED]))
        and (not thing or item[THING] == thing)
        and (not needle or needle in fold(" ".join((item[LABEL], item[GROUP], item[ABOUT]))))
    ]
    page: Page[Any] = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return {
        "rows": [_row(item) for item in page.object_list],
        "page": page,
        "kinds": _kinds(items),
        "things": sorted({item[THING] for item in items}),
        "what": what, "thing": thing, "words": words,
        "keep": asked_again(request, "what", "thing", "q"),
        "counts": _counts(preview),
        "moved": sum(bool(item[MOVED]) for item in items),
        "total": len(items),
    }  # fmt: skip


def _kinds(items: list[list[Any]]) -> list[tuple[str, str, int]]:
    """Return what can be filtered by: the decision, its name, how many."""
    counted: dict[str, int] = {}
    for item in items:
        counted[item[WHAT]] = counted.get(item[WHAT], 0) + 1
    return [(one.value, str(one.label), counted[one.value]) for one in What if one.value in counted]


def _counts(preview: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, int]], int]]:
    """Return by thing what happens how often, and the sum."""
    labels = {one.value: str(one.label) for one in What}
    found: dict[str, list[tuple[str, int]]] = {}
    for thing, what, times in preview.get("counts", []):
        found.setdefault(thing, []).append((labels.get(what, what), times))
    return [(thing, rows, sum(times for _label, times in rows)) for thing, rows in found.items()]


def _row(item: list[Any]) -> dict[str, Any]:
    what = What(item[WHAT]) if item[WHAT] in What.values else What.SAME
    moved = item[MOVED] or None
    if moved and moved["was"]:
        moved = {**moved, "was": What(moved["was"]).label}
    return {
        "what": what.label, "look": LOOKS[what], "label": item[LABEL], "place": item[PLACE],
        "group": item[GROUP], "about": item[ABOUT], "changes": item[CHANGES], "moved": moved,
        "thing": item[THING],
    }  # fmt: skip
