"""The pages of an upload: taken in, asked about, looked at row by row, written, taken back."""

import pytest

from imports.models import ImportRun, Profile
from members.models import Person
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


def test_a_list_is_read_looked_at_written_and_taken_back(uploads, cast):
    before = Person.objects.count()
    run = uploads.run(["Lý Văn Tài", "Thôn 1", "0912345678"], ["Bàn Thị Mơ", "Thôn 1", ""])
    assert run.state == "planned", "what needs no answer is looked at without another click"
    assert Person.objects.count() == before
    page = uploads.page(run)
    assert "Lý Văn Tài" in page
    assert "DS!B2" in page
    assert run.preview["counts"] == [["người", "new", 2]]
    uploads.write(run)
    assert (run.state, run.file.name, run.written_by) == ("done", "", cast.officer)
    assert Person.objects.count() == before + 2
    uploads.undo(run)
    assert run.state == "undone"
    assert Person.objects.count() == before


def test_what_is_written_is_what_was_shown(uploads, village):
    f.PersonFactory(village=village, full_name="Lý Văn Tài", phone="0911111111")
    f.PersonFactory(village=village, full_name="Bàn Thị Mơ", phone="0922222222")
    rows = [["Lý Văn Tài", "Thôn 1", "0912345678"], ["Bàn Thị Mơ", "Thôn 1", ""],
            ["Vũ Văn Bảy", "Thôn 1", ""]]  # fmt: skip
    run = uploads.run(*rows)
    shown = {item[2]: (item[0], item[6]) for item in run.preview["items"]}
    assert shown == {
        "Lý Văn Tài": ("changed", [["điện thoại", "0911111111", "0912345678"]]),
        "Bàn Thị Mơ": ("same", []), "Vũ Văn Bảy": ("new", []),
    }  # fmt: skip
    uploads.write(run)
    written = {entry["after"]["full_name"]: entry for entry in run.written}
    assert set(written) == {"Lý Văn Tài", "Vũ Văn Bảy"}
    assert written["Lý Văn Tài"]["before"]["phone"] == "0911111111"
    again = uploads.run(*rows)
    assert {item[0] for item in again.preview["items"]} == {"same"}


def test_the_counts_add_up_and_the_rows_can_be_filtered_and_searched(uploads, village):
    f.PersonFactory(village=village, full_name="Lý Văn Tài", phone="0911111111")
    rows = [[f"Người Số {number}", "Thôn 1", ""] for number in range(120)]
    run = uploads.run(["Lý Văn Tài", "Thôn 1", "0912345678"], *rows)
    assert sum(times for _thing, _what, times in run.preview["counts"]) == 121
    items = uploads.client.get(f"/imports/{run.pk}/").context
    assert (items["total"], len(items["rows"])) == (121, 50)
    url = f"/imports/{run.pk}/items/"
    changed = uploads.client.get(url, {"what": "changed"}, headers={"HX-Request": "true"})
    assert [row["label"] for row in changed.context["rows"]] == ["Lý Văn Tài"]
    found = uploads.client.get(url, {"q": "nguoi so 11"}, headers={"HX-Request": "true"})
    assert found.context["page"].paginator.count == 11
    last = uploads.client.get(url, {"page": "3"}, headers={"HX-Request": "true"})
    assert len(last.context["rows"]) == 21
    plain = uploads.client.get(url, {"q": "x y"})
    assert plain.url == f"/imports/{run.pk}/?q=x+y", "without scripts the page itself"


def test_a_doubt_is_asked_once_and_the_answer_proposed_with_the_next_list(uploads, village):
    rows = [["Lý Văn Tài", "Thôn Một", ""], ["Bàn Thị Mơ", "Thôn Một", ""]]
    run = uploads.run(*rows)
    page = uploads.page(run)
    assert page.count("Thôn “Thôn Một” là thôn nào?") == 1
    (question,) = run.preview["questions"]
    assert question["rows"] == 2
    assert question["where"] in page
    assert not run.preview["writable"]
    refused = uploads.write(run, follow=True).content.decode()
    assert run.state == "planned"
    assert "Answer the questions" in refused or "câu hỏi" in refused
    uploads.look(run, **{"q__village:Thôn Một": str(village.pk)})
    assert run.preview["writable"]
    assert [one["key"] for one in run.preview["answered"]] == ["village:Thôn Một"]
    uploads.write(run)
    assert Person.objects.filter(village=village).count() == 2
    profile = Profile.objects.get()
    assert profile.answers == {"village:Thôn Một": str(village.pk)}
    assert profile.options == {"sort": "a"}
    following = uploads.run(["Vũ Văn Bảy", "Thôn Một", ""])
    (question,) = following.preview["questions"]
    assert (question["proposed"], question["again"]) == (str(village.pk), True)
    assert following.answers == {}, "proposed, not taken unasked"


def test_nothing_chosen_is_lost_by_an_error_elsewhere(uploads, village):
    run = uploads.run(["Lý Văn Tài", "Thôn Một", ""], ["Bàn Thị Mơ", "Nơi Khác", "sai"])
    answer = uploads.look(run, **{"q__village:Thôn Một": str(village.pk)}, day="31/02/2024")
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert run.answers == {"village:Thôn Một": str(village.pk)}
    assert run.options["day"] == "31/02/2024"
    uploads.look(run, **{"q__village:Nơi Khác": str(village.pk), "q__head:DS": "1"})
    assert run.answers == {
        "village:Thôn Một": str(village.pk), "village:Nơi Khác": str(village.pk), "head:DS": "1",
    }  # fmt: skip
    assert run.preview["errors"] == 1, "the error of the file stays, the answers too"
    uploads.look(run, **{"q__village:Nơi Khác": ""})
    assert "village:Nơi Khác" not in run.answers, "an answer can be taken back"
    uploads.look(run, **{"q__village:Nơi Khác": "999999", "q__head:DS": "x"})
    assert run.answers == {"village:Thôn Một": str(village.pk)}, "only what is offered is taken"


def test_an_error_is_said_once_with_its_rows(uploads):
    run = uploads.run(*[[f"Người {n}", "Thôn 1", "sai"] for n in range(4)])
    page = uploads.page(run)
    assert page.count("Số điện thoại sai.") == 1
    ((_level, place, _message),) = run.preview["notes"]
    assert place in page
    assert all(str(row) in place for row in (2, 3, 4, 5))
    uploads.write(run)
    assert run.state == "planned"


def test_cells_can_be_pasted(uploads, village):
    run = uploads.run(pasted="Họ và tên\tThôn\tĐiện thoại\nLý Văn Tài\tThôn 1\t0912345678\n")
    assert [item[2] for item in run.preview["items"]] == ["Lý Văn Tài"]
    both = uploads.client.post("/imports/", {"kind": "stub", "commune": uploads.cast.commune.pk})
    assert both.status_code == 200
    assert "file" in both.context["form"].errors


def test_a_file_that_cannot_be_read_says_what_to_do_and_is_not_kept(uploads):
    answer = uploads.post(b"%PDF-1.7 x", name="ds.pdf")
    assert answer.status_code == 200
    assert "PDF" in str(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_the_ladder(uploads, cast, stub):
    run = uploads.run(["Lý Văn Tài", "Thôn 1", ""])
    steps = [f"/imports/{run.pk}/{what}/" for what in ("write", "undo", "drop")]
    reads = [f"/imports/{run.pk}/{what}/" for what in ("items", "progress")]
    for who in ("committee", "observer", "head_a"):
        other = of(getattr(cast, who))
        assert other.get("/imports/").status_code == 403, who
        assert other.get(f"/imports/blanks/stub/x/?commune={cast.commune.pk}").status_code in (
            403,
            404,
        )
        for url in [f"/imports/{run.pk}/", *reads]:
            assert other.get(url).status_code == 404, (who, url)
        for url in [f"/imports/{run.pk}/", *steps]:
            assert other.post(url).status_code == 404, (who, url)
    stranger = of(cast.stranger)
    for url in steps:
        assert stranger.post(url).status_code == 404
        assert uploads.client.get(url).status_code == 405
    for url in reads:
        assert uploads.client.post(url).status_code == 405
    assert uploads.client.get("/imports/999999/").status_code == 404
    run.refresh_from_db()
    assert run.state == "planned"


def test_a_profile_can_be_forgotten_by_its_own_office_alone(uploads, cast):
    mine = Profile.objects.create(commune=cast.commune, kind="stub", answers={"a": "b"})
    theirs = Profile.objects.create(commune=cast.other_commune, kind="stub")
    assert uploads.client.post(f"/imports/profiles/{theirs.pk}/forget/").status_code == 404
    assert uploads.client.get(f"/imports/profiles/{mine.pk}/forget/").status_code == 405
    assert of(cast.committee).post(f"/imports/profiles/{mine.pk}/forget/").status_code == 404
    uploads.client.post(f"/imports/profiles/{mine.pk}/forget/")
    assert set(Profile.objects.all()) == {theirs}


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_takes_a_fixed_number_of_statements(
    uploads, cast, count, django_assert_max_num_queries
):
    for number in range(count):
        ImportRun.objects.create(
            commune=cast.commune, kind="stub", file_name=f"{number}.xlsx", started_by=cast.officer
        )
    with django_assert_max_num_queries(11):
        assert uploads.client.get("/imports/").status_code == 200
