"""Sentences made of clauses, each of which has its verb, its figure and what is counted.

The one place that puts a clause behind another: whatever of them is unknown or 0 and drops out,
what is left is a whole sentence. All that is remarked of a figure stands in one pair of brackets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from common.text import sentence_case
from documents.tree import Run
from reports.compose.sentences import Runs

#: goes on with the clause before it, without a comma
WITH = "với"


@dataclass(frozen=True)
class Said:
    """A clause: "tổ chức" + 12 + "buổi sinh hoạt" + remarks.

    `done` says that it takes "đã" where it opens the sentence.
    """

    verb: str
    figure: Run
    noun: str
    remarks: tuple[Runs, ...] = ()
    done: bool = True

    @property
    def runs(self) -> Runs:
        """The figure with what is counted, and in brackets what is remarked of it."""
        noun = f" {self.noun}" if self.noun else ""
        return (self.figure, *in_brackets(self.remarks, noun))


def in_brackets(remarks: Sequence[Runs], before: str = "") -> Runs:
    """Return `before` and the remarks that say anything, in one pair of brackets: " (A; B)"."""
    told = [remark for remark in remarks if any(remark)]
    if not told:
        return (before,) if before else ()
    runs: list[Run] = [f"{before} ("]
    for index, remark in enumerate(told):
        runs += ["; "] if index else []
        runs += remark
    return (*runs, ")")


def sentence(
    subject: str, clauses: Sequence[Said], *, comma: str = ", ", zeros: Sequence[Runs] = ()
) -> Runs:
    """Return "Các tổ đã tổ chức 12 buổi sinh hoạt, mở 03 lớp tập huấn với 40 lượt người tham gia.".

    A verb that is the one before is not said again. `zeros` are whole clauses of what did not
    happen ("không xảy ra cháy"); they come last. Nothing for no clause.
    """
    if not clauses and not zeros:
        return ()
    runs: list[Run] = [sentence_case(subject)]
    before = ""
    for index, clause in enumerate(clauses):
        if not index:
            runs.append(f" {'đã ' if clause.done else ''}{clause.verb} ")
        elif clause.verb == WITH:
            runs.append(f" {WITH} ")
        else:
            runs.append(comma if clause.verb == before else f"{comma}{clause.verb} ")
        runs += clause.runs
        before = clause.verb
    for index, zero in enumerate(zeros):
        runs.append(" " if not clauses and not index else ("; " if not index else ", "))
        runs += zero
    return joined((*runs, "."))


def joined(runs: Sequence[Run]) -> Runs:
    """Return the runs with texts that follow one another put into one."""
    found: list[Run] = []
    for run in runs:
        if isinstance(run, str) and found and isinstance(found[-1], str):
            found[-1] += run
        elif run != "":
            found.append(run)
    return tuple(found)
