"""What answers a question, and what leaves it open."""

import pytest
from django.utils.translation import gettext

from imports.grid import Place, Sheet
from imports.layout import Field, Form, find_tables, missing_head
from imports.questions import Answers, Ask, Asked, Option, Question

DAY = Question("day", Ask.TEXT, "day", "Which day?", reads=str.isdecimal)
ROLE = Question("role", Ask.VALUE, "role", "Which role?", (Option("lead", "Leader"),))


@pytest.mark.parametrize(
    ("question", "typed", "answer", "text"),
    [
        (DAY, "12", "12", None),
        (DAY, "soon", None, "“%(typed)s” cannot be read here."),
        (DAY, "", None, "Which day?"),
        (ROLE, "lead", "lead", None),
        (ROLE, "cook", None, "Which role?"),
    ],
)
def test_an_answer_that_cannot_be_read_is_none_and_is_told_with_the_question(
    question, typed, answer, text
):
    asked = Asked(Answers({question.key: typed}))
    assert asked.take(question) == answer
    if text and text != question.text:
        text = f"{gettext(text) % {'typed': typed}} {question.text}"
    assert [one.text for one in asked.questions] == ([text] if text else [])


@pytest.mark.parametrize("typed", ["x", "0", "9", "²", "1" * 5000])
def test_a_row_of_heads_that_the_sheet_does_not_have_is_asked_again(typed):
    sheet = Sheet("S", [["Ai", "Bao nhiêu"], ["An", "2"]])
    form = Form((Field("full_name", "Name", ("ho ten",)),), ("full_name",), "full_name")
    asked = Asked(Answers({"head:S": typed}))
    assert find_tables(sheet, form, asked) == []
    missing_head(sheet, form, asked)
    question = next(one for one in asked.questions if one.key == "head:S")
    assert question.where == (Place("S", 0),)
    right = Asked(Answers({"head:S": "1"}))
    missing_head(sheet, form, right)
    assert "head:S" not in [one.key for one in right.questions]
