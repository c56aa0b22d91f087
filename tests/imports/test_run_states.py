"""One state machine: never twice, never lost, never a false word, whoever clicks what and when."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from accounts.models import Role
from imports.models import LOST_AFTER, ImportRun
from imports.services import afterwards, runs
from imports.services.uploads import kept
from members.models import Person
from tests import factories as f
from tests.clients import of
from tests.imports.conftest import Uploads

pytestmark = pytest.mark.django_db
ROW = ["Lý Văn Tài", "Thôn 1", "0912345678"]


def texts(answer):
    return [str(message) for message in answer.context["messages"]]


# --- clicks one after the other ----------------------------------------------------------


def test_a_second_click_is_told_that_it_is_done_and_writes_nothing(uploads, cast):
    run = uploads.run(ROW)
    uploads.write(run)
    count = Person.objects.count()
    answer = uploads.write(run, follow=True)
    assert str(cast.officer) in texts(answer)[-1], "who did it, and when"
    assert Person.objects.count() == count
    assert run.state == "done"
    uploads.undo(run)
    uploads.undo(run, follow=True)
    assert Person.objects.count() == count - 1
    answer = uploads.write(run, follow=True)
    assert Person.objects.count() == count - 1
    assert run.state == "undone"


def test_an_older_tab_does_not_write_what_another_tab_planned(uploads, village):
    run = uploads.run(ROW, ["Bàn Thị Mơ", "Thôn Một", ""])
    old = run.digest
    uploads.look(run, **{"q__village:Thôn Một": str(village.pk)})
    assert run.digest != old
    uploads.write(run, digest=old)
    assert (run.state, Person.objects.filter(village=village).count()) == ("planned", 0)
    uploads.write(run)
    assert run.state == "done"


def test_work_with_a_ticket_that_has_run_out_does_nothing(uploads, cast):
    run = uploads.run(ROW)
    ticket = runs.begin_writing(run=run, digest=run.digest, user=cast.officer)
    with pytest.raises(ValidationError):
        runs.begin_writing(run=run, digest=run.digest, user=cast.officer)
    with pytest.raises(ValidationError):
        runs.choose(run=run, answers={}, options={}, look=True)
    with pytest.raises(ValidationError):
        afterwards.drop(run=run, user=cast.officer)
    runs.write(run.pk, "another")
    run.refresh_from_db()
    assert (run.state, Person.objects.filter(full_name=ROW[0]).count()) == ("writing", 0)
    runs.write(run.pk, ticket)
    runs.write(run.pk, ticket)
    run.refresh_from_db()
    assert (run.state, Person.objects.filter(full_name=ROW[0]).count()) == ("done", 1)


def test_what_is_dropped_while_it_is_read_stays_dropped(uploads, cast):
    run = uploads.run(ROW)
    stored = run.file.name
    ticket = runs.choose(run=run, answers={}, options=run.options, look=True)
    afterwards.drop(run=run, user=cast.officer)
    runs.read(run.pk, ticket)
    assert not ImportRun.objects.exists()
    assert not run.file.storage.exists(stored)


# --- killed workers ---------------------------------------------------------------------


def lost(run):
    long_ago = timezone.now() - LOST_AFTER - dt.timedelta(seconds=1)
    ImportRun.objects.filter(pk=run.pk).update(busy_since=long_ago)
    run.refresh_from_db()


def test_a_run_whose_worker_was_killed_is_given_back_and_written_once(uploads, cast):
    run = uploads.run(ROW)
    ticket = runs.begin_writing(run=run, digest=run.digest, user=cast.officer)
    url = f"/imports/{run.pk}/"
    busy = uploads.client.get(f"{url}progress/")
    assert b"busy" in busy.content, "while it may still work, it is waited for"
    lost(run)
    answer = uploads.client.get(f"{url}progress/")
    assert answer.headers["HX-Refresh"] == "true"
    run.refresh_from_db()
    assert run.state == "planned"
    assert run.message
    uploads.write(run)
    assert run.state == "done"
    runs.write(run.pk, ticket)
    assert Person.objects.filter(full_name=ROW[0]).count() == 1, "the old work came back"


def test_a_reader_that_was_killed_is_given_back_on_the_page(uploads):
    run = uploads.run(ROW)
    runs.choose(run=run, answers={}, options=run.options, look=True)
    lost(run)
    assert uploads.client.get(f"/imports/{run.pk}/").status_code == 200
    run.refresh_from_db()
    assert run.state == "uploaded"


# --- what moved meanwhile -----------------------------------------------------------------


def test_what_moved_meanwhile_is_shown_again_once_with_its_cause(uploads, village, cast):
    colleague = f.UserFactory(first_name="Hoa", last_name="Bàn")
    Role.objects.create(user=colleague, kind="officer", commune=cast.commune, started_on=f.LONG_AGO)
    person = f.PersonFactory(village=village, full_name=ROW[0], phone="0911111111")
    run = uploads.run(ROW, ["Bàn Thị Mơ", "Thôn 1", ""])
    url = f"/members/people/{person.pk}/edit/"
    form = of(colleague).get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"phone": "0988888888"}
    answer = of(colleague).post(url, typed)
    assert answer.status_code == 302, answer.context["form"].errors
    uploads.write(run)
    person.refresh_from_db()
    assert (run.state, person.phone) == ("planned", "0988888888")
    assert not Person.objects.filter(full_name="Bàn Thị Mơ").exists(), "nothing by halves"
    first, *others = run.preview["items"]
    assert first[2] == ROW[0]
    assert str(colleague) in first[7]["cause"]
    assert first[7]["changes"] == [["điện thoại", "0911111111", "0912345678"]]
    assert [item[7] for item in others] == [""]
    page = uploads.page(run, "?what=moved")
    assert "0988888888" in page
    uploads.write(run)
    person.refresh_from_db()
    assert (run.state, person.phone) == ("done", "0912345678"), "asked once, not for ever"


def test_another_import_meanwhile_is_named_as_the_cause(uploads):
    first, second = uploads.run(ROW), uploads.run(ROW, name="khac.xlsx")
    uploads.write(second)
    uploads.write(first)
    assert first.state == "planned"
    assert "khac.xlsx" in first.message
    assert {item[0] for item in first.preview["items"]} == {"same"}
    assert Person.objects.filter(full_name=ROW[0]).count() == 1


def test_who_is_no_officer_any_more_does_not_write(uploads, cast):
    run = uploads.run(ROW)
    ticket = runs.begin_writing(run=run, digest=run.digest, user=cast.officer)
    cast.officer.roles.update(ended_on=timezone.localdate())
    runs.write(run.pk, ticket)
    run.refresh_from_db()
    assert run.state == "planned"
    assert "no longer" in run.message or "không còn quyền" in run.message
    assert "administrator" not in run.message
    assert not Person.objects.filter(full_name=ROW[0]).exists()
    with pytest.raises(PermissionDenied):
        afterwards.undo(run=run, user=cast.stranger)


# --- faults in the middle -------------------------------------------------------------------


def test_a_fault_in_the_middle_writes_nothing_and_says_so(uploads, stub):
    def fault(writer):
        raise RuntimeError("disk")

    stub.meanwhile = fault
    run = uploads.run(ROW)
    uploads.write(run)
    assert run.state == "failed"
    assert not Person.objects.filter(full_name=ROW[0]).exists()
    stub.meanwhile = None
    uploads.look(run)
    uploads.write(run)
    assert run.state == "done", "and can be tried again"


def test_a_fault_after_the_writing_does_not_say_that_nothing_was_written(uploads, monkeypatch):
    run = uploads.run(ROW)

    def fault(run):
        raise OSError("disk")

    monkeypatch.setattr(runs, "forget", fault)
    uploads.write(run)
    assert (run.state, Person.objects.filter(full_name=ROW[0]).count()) == ("done", 1)
    uploads.undo(run)
    assert run.state == "undone"


# --- what is kept -----------------------------------------------------------------------------


def test_what_was_read_lies_encrypted_for_the_portal_alone(uploads):
    run = uploads.run(["Lý Văn Tài", "Thôn 1", "022075000011"])
    path = run.file.storage.path(run.file.name)
    content = run.file.storage.open(run.file.name).read()
    assert b"022075000011" not in content
    assert content[:2] != b"PK"
    assert path and (path_mode(path) & 0o077) == 0
    assert kept(run)[0].rows[1][0] == "Lý Văn Tài"


def path_mode(path):
    import pathlib

    return pathlib.Path(path).stat().st_mode


def test_old_uploads_go_with_their_file_and_old_imports_forget(uploads, capsys):
    waiting, done = uploads.run(ROW), uploads.run(["Bàn Thị Mơ", "Thôn 1", ""])
    stored = waiting.file.name
    uploads.write(done)
    call_command("forget_uploads")
    assert ImportRun.objects.count() == 2, "today's stay"
    ImportRun.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    call_command("forget_uploads")
    assert set(ImportRun.objects.all()) == {done}
    assert not waiting.file.storage.exists(stored)
    done.refresh_from_db()
    assert done.written, "it can still be taken back"
    ImportRun.objects.update(created_at=timezone.now() - dt.timedelta(days=31))
    call_command("forget_uploads")
    done.refresh_from_db()
    assert (done.written, done.preview["items"]) == ([], [])
    assert done.preview["counts"] == [["người", "new", 1]]
    page = uploads.undo(done, follow=True)
    assert done.state == "done"
    assert "quá lâu" in texts(page)[-1]


# --- at once --------------------------------------------------------------------------------


def at_once(*acts):
    """Do these at the same moment, each with a connection of its own; return what went wrong."""
    gate, faults = threading.Barrier(len(acts)), []

    def go(act):
        try:
            gate.wait(30)
            act()
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


@pytest.fixture
def two(cast, stub, village):
    """Two officers of one commune."""
    other = f.UserFactory()
    Role.objects.create(user=other, kind="officer", commune=cast.commune, started_on=f.LONG_AGO)
    return Uploads(cast), Uploads(cast, other)


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_write_once_and_two_undos_take_back_once(two):
    one, other = two
    run = one.run(*[[f"Người {n}", "Thôn 1", ""] for n in range(150)])
    before = Person.objects.count()
    url, data = f"/imports/{run.pk}/write/", {"digest": run.digest}
    faults = at_once(*[lambda c=c: c.client.post(url, data) for c in (one, other, one, other)])
    assert faults == []
    run.refresh_from_db()
    assert (run.state, Person.objects.count() - before) == ("done", 150)
    assert len(run.written) == 150
    undo = f"/imports/{run.pk}/undo/"
    faults = at_once(*[lambda c=c: c.client.post(undo) for c in (one, other)])
    assert faults == []
    run.refresh_from_db()
    assert (run.state, Person.objects.count()) == ("undone", before)


@pytest.mark.django_db(transaction=True)
def test_two_officers_with_the_same_list_at_once_make_each_person_once(two):
    one, other = two
    rows = [[f"Người {n}", "Thôn 1", ""] for n in range(100)]
    first, second = one.run(*rows), other.run(*rows)
    before = Person.objects.count()
    faults = at_once(lambda: one.write(first), lambda: other.write(second))
    assert faults == []
    assert Person.objects.count() - before == 100
    assert sorted([first.state, second.state]) == ["done", "planned"]


@pytest.mark.django_db(transaction=True)
def test_a_drop_in_the_middle_of_a_write_is_refused(two, stub):
    one, other = two
    run = one.run(ROW)
    answers = []

    def drop(writer):
        stub.meanwhile = None
        thread = threading.Thread(target=go)
        thread.start()
        thread.join(60)

    def go():
        answers.append(other.client.post(f"/imports/{run.pk}/drop/"))
        connections.close_all()

    stub.meanwhile = drop
    one.write(run)
    assert run.state == "done"
    assert answers[0].url == f"/imports/{run.pk}/", "not dropped: back to its page"
    assert Person.objects.filter(full_name=ROW[0]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_still_works_is_not_given_back(two, stub):
    one, _other = two
    run = one.run(ROW)
    given = []

    def look(writer):
        def go():
            if connections["default"].vendor == "sqlite":  # or it waits 20 seconds for the writer
                connections["default"].cursor().execute("PRAGMA busy_timeout=300")
            given.append(afterwards.give_back(run.pk))
            connections.close_all()

        thread = threading.Thread(target=go)
        thread.start()
        thread.join(60)

    stub.meanwhile = look
    ticket = runs.begin_writing(run=run, digest=run.digest, user=one.cast.officer)
    late = timezone.now() + dt.timedelta(hours=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("imports.models.timezone.now", lambda: late)
        runs.write(run.pk, ticket)
    run.refresh_from_db()
    assert (run.state, given) == ("done", [False])
