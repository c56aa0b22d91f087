"""What a file leaves in doubt, asked once for all rows alike; and what somebody chose."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from imports.grid import Place


class Ask(StrEnum):
    """How a question is answered."""

    COLUMN = "column"  # which field a column holds: options are fields
    VALUE = "value"  # what a value of the file means: options are rows or choices of the register
    CHOICE = "choice"  # how to go on: options are ways
    TEXT = "text"  # to be typed (a day, a unit); without options


@dataclass(frozen=True)
class Option:
    """A possible answer: what is kept, and what the page shows."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """One doubt. All rows that share it share the question.

    `key` says what is asked about, without the file ("village:dong giang", "role:ca vien",
    "column:ngay nghi"), so that an answer serves the next file of the commune and kind too
    where `lasting`; a doubt of one row only ("move:…") is not `lasting`. `subject` is the
    field ("village", "role", "sex", "column", "sheet" …) and groups the questions on the page.
    `proposed` is the answer that stands chosen on the page. A question that is `needed`
    keeps the plan from being written until it is answered; one that is not only offers to
    read otherwise what was read as `proposed`. `reads` says of a typed text whether it can be
    read as an answer; one that cannot leaves the question open.
    """

    key: str
    ask: Ask
    subject: str
    text: str
    options: tuple[Option, ...] = ()
    proposed: str = ""
    where: tuple[Place, ...] = ()
    needed: bool = True
    lasting: bool = True
    reads: Callable[[str], bool] = field(default=bool, compare=False)

    def answered_by(self, answer: str) -> bool:
        """Whether a text answers it: one of its options, or where it has none what `reads` takes."""
        if self.options:
            return answer in {option.value for option in self.options}
        return self.reads(answer)


@dataclass(frozen=True)
class Answers:
    """What was chosen, by the question's key. `remembered` (the profile) stands behind `chosen`."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        """Return the answer to a question, or None. The one of this file goes first."""
        return self.chosen.get(key, self.remembered.get(key))

    @classmethod
    def from_file(cls, path: Path) -> "Answers":
        """Read {"key": "value"} from a JSON file. Raises ValueError for anything else."""
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
            raise ValueError(path.name)
        return cls(found)


@dataclass
class Asked:
    """Collects the questions of one reading; the same doubt of many rows becomes one question.

    Its `take` is the one way to ask: it returns the answer where there is one.
    """

    answers: Answers
    _found: dict[str, Question] = field(default_factory=dict)
    _where: dict[str, dict[Place, None]] = field(default_factory=dict)

    def take(self, question: Question) -> str | None:
        """Return the answer to a question, else enter the question and return None.

        An answer that is not among the options, or that cannot be read, is no answer; what was
        typed is told with the question. A question that is not needed is entered in any case,
        and its proposed answer taken where there is no other.
        """
        answer = self.answers.get(question.key)
        if answer is not None and not question.answered_by(answer):
            if answer and not question.options:
                said = _("“%(typed)s” cannot be read here.") % {"typed": answer[:60]}
                question = replace(question, text=f"{said} {question.text}")
            answer = None
        if answer is not None and question.needed:
            return answer
        self._enter(question)
        return answer if answer is not None or question.needed else question.proposed

    def _enter(self, question: Question) -> None:
        self._found.setdefault(question.key, question)
        self._where.setdefault(question.key, {}).update(dict.fromkeys(question.where))

    @property
    def questions(self) -> list[Question]:
        """All questions, each with the places of all rows that share it."""
        return [
            replace(question, where=tuple(self._where[key]))
            for key, question in self._found.items()
        ]


def open_questions(questions: Iterable[Question]) -> list[Question]:
    """Return the questions that keep a plan from being written."""
    return [question for question in questions if question.needed]
