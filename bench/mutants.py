"""Mutants: small wrong changes to the code that figures rest on, nine in ten of which tests must notice.

    python bench/mutants.py [suite ...] [--most N] [--jobs N]

The changes are mutmut's (`mutmut.mutation`). mutmut's own runner leaves every decorated function
out, and here most rules stand in properties; so the mutants run here: each suite's tests are collected and
run once, then a fork for each mutant gives the changed code to the function that is there and runs
the tests that reach it, the quickest first, until one fails. Survivors are told with their change;
those that no test can notice stand with the reason in `docs/mutants.md`. Ends with 1 below the limit.
"""

import argparse
import ast
import builtins
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from inspect import getattr_static
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REASONS = ROOT / "docs" / "mutants.md"
LIMIT = 0.9
#: seconds that a mutant's tests may take beyond five times what they take unchanged
PATIENCE = 10
#: drawn examples a test, the same ones for every mutant
EXAMPLES = "25"
#: what holds the core of results and the figures of reports: the rules, and the oracle beside them
CORE = ["tests/oracle/test_core.py", "tests/reports/test_rules_*.py"]
#: what holds the core of results alone: quick enough to run for every survivor
RESULTS = [
    "tests/oracle/test_core.py", "tests/reports/test_rules_results.py",
    "tests/reports/test_mergers.py", "tests/reports/test_todays_units.py",
    "tests/programs/test_result_cells.py", "tests/programs/test_joined_programmes.py",
    "tests/programs/test_results_core.py",
]  # fmt: skip
#: suite -> (code, tests that are held to it, how many mutants are tried at most)
SUITES: dict[str, tuple[list[str], list[str], int]] = {
    "periods": (["common/periods/*.py"], ["tests/common/test_periods.py"], 2000),
    "figures": (["common/figures.py"], ["tests/common/test_dates_figures.py"], 2000),
    "money": (["awards/queries/money.py"], ["tests/awards/test_money.py"], 2000),
    "results": (["programs/results/*.py"], RESULTS, 600),
    "reports": (["reports/figures/*.py"], [*CORE, "tests/reports/test_[foutw]*.py"], 600),
}


@dataclass(frozen=True)
class Mutant:
    """One change to one function: `line` as it was and as it is made."""

    file: str
    function: str
    line: str
    made: str
    code: CodeType

    @property
    def listed(self) -> str:
        """How `docs/mutants.md` names it, before the reason."""
        return f"`{self.function}`: `{self.made}`"

    def __str__(self) -> str:
        return f"{self.file} {self.function}\n    - {self.line}\n    + {self.made}"


def files_of(suite: str) -> list[Path]:
    return sorted(path for pattern in SUITES[suite][0] for path in ROOT.glob(pattern))


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file's functions and methods, decorated ones too."""
    import libcst as cst
    from libcst.metadata import MetadataWrapper
    from mutmut.mutation.file_mutation import MutationVisitor
    from mutmut.mutation.mutators import mutation_operators
    from mutmut.mutation.pragma_handling import IgnoredCode

    class Visitor(MutationVisitor):
        def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
            if isinstance(node, cst.FunctionDef) and node.decorators:
                return False
            # Defaults and annotations are no part of what a function does when it is called.
            return isinstance(node, cst.Parameters) or super()._skip_node_and_children(node)

    source = path.read_text()
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    module = wrapper.visit(visitor)
    names: dict[cst.CSTNode, str] = {}
    for node in module.body:
        if isinstance(node, cst.FunctionDef):
            names[node] = node.name.value
        elif isinstance(node, cst.ClassDef):
            for inner in node.body.body:
                if isinstance(inner, cst.FunctionDef):
                    names[inner] = f"{node.name.value}.{inner.name.value}"
    before = source.splitlines()
    for mutation in visitor.mutations:
        name = names.get(mutation.contained_by_top_level_function)
        if name is None:
            continue
        changed = module.deep_replace(mutation.original_node, mutation.mutated_node).code
        code = _code_named(compile(changed, str(path), "exec"), name)
        after = changed.splitlines()
        at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
        if code is not None and at is not None:
            file = str(path.relative_to(ROOT))
            yield Mutant(file, name, before[at].strip(), after[at].strip(), code)


def _code_named(code: CodeType, name: str) -> CodeType | None:
    head, _, rest = name.partition(".")
    for found in code.co_consts:
        if isinstance(found, CodeType) and found.co_name == head:
            return _code_named(found, rest) if rest else found
    return None


def function_of(file: str, name: str) -> FunctionType | None:
    """Return the function that a name of a file calls, from under its decorators."""
    module = import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found: Any = module
    for part in name.split("."):
        found = getattr_static(found, part)
    for under in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, under, None) or found
    return found if isinstance(found, FunctionType) else None


def telling(path: Path) -> Iterator[tuple[str, str, CodeType]]:
    """Yield (file, function, code) of a file's functions, with code that first tells it is reached.

    A trace of all calls would make tests on the database several times as slow.
    """
    tree = ast.parse(path.read_text())
    file, names = str(path.relative_to(ROOT)), []
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in inner:
            if isinstance(function, ast.FunctionDef):
                name = function.name if function is node else f"{node.name}.{function.name}"
                told = ast.parse(f"__reached__({file!r}, {name!r})").body
                function.body = told + function.body
                names.append(name)
    made = compile(ast.fix_missing_locations(tree), str(path), "exec")
    for name in names:
        if code := _code_named(made, name):
            yield file, name, code


class Trial:
    """A pytest plugin: the suite once as it is, then each mutant in a fork of its own."""

    def __init__(self, suite: str, most: int, jobs: int) -> None:
        self.suite, self.most, self.jobs = suite, most, jobs
        self.reached: dict[tuple[str, str], set[int]] = {}
        self.seconds: list[float] = []
        self.survivors: list[Mutant] = []
        self.tried = self.made = 0
        self.sound = True

    def pytest_runtestloop(self, session: Any) -> bool:
        self.session = session
        self._run_unchanged()
        if self.sound:
            self._run_mutants()
        return True

    def _run_unchanged(self) -> None:
        from _pytest.runner import runtestprotocol

        at = 0
        builtins.__reached__ = lambda file, name: self.reached.setdefault((file, name), set()).add(
            at
        )
        original = {}
        for path in files_of(self.suite):
            for file, name, code in telling(path):
                function = function_of(file, name)
                if function and function.__code__.co_freevars == code.co_freevars:
                    original[function], function.__code__ = function.__code__, code
        items = self.session.items
        for at, item in enumerate(items):
            start = time.monotonic()
            # With a test to come, what the session set up stays: the database above all.
            reports = runtestprotocol(item, nextitem=items[(at + 1) % len(items)], log=False)
            self.seconds.append(time.monotonic() - start)
            if any(report.failed for report in reports):
                print(f"fails without a mutant: {item.nodeid}")
                self.sound = False
        for function, code in original.items():
            function.__code__ = code

    def _run_mutants(self) -> None:
        chosen = []
        for path in files_of(self.suite):
            for mutant in mutants_of(path):
                function = function_of(mutant.file, mutant.function)
                if function is None or function.__code__ == mutant.code:
                    continue
                if function.__code__.co_freevars == mutant.code.co_freevars:
                    chosen.append((function, mutant))
        self.made = len(chosen)
        if len(chosen) > self.most:
            # The same ones every time, spread over all files.
            chosen = random.Random(1).sample(chosen, self.most)
        running: dict[int, Mutant] = {}
        for function, mutant in chosen:
            if len(running) >= self.jobs:
                self._wait(running)
            running[self._fork(function, mutant)] = mutant
        while running:
            self._wait(running)

    def _fork(self, function: FunctionType, mutant: Mutant) -> int:
        numbers = sorted(
            self.reached.get((mutant.file, mutant.function), ()), key=lambda at: self.seconds[at]
        )
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            signal.alarm(int(PATIENCE + 5 * sum(self.seconds[at] for at in numbers)))
            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            function.__code__ = mutant.code
            os._exit(1 if self._notices(numbers) else 0)
        except BaseException:
            os._exit(1)

    def _notices(self, numbers: list[int]) -> bool:
        from _pytest.runner import runtestprotocol

        items = self.session.items
        for number in numbers:
            item = items[number]
            self.session._setupstate.teardown_exact(item)
            item._initrequest()
            reports = runtestprotocol(item, nextitem=item, log=False)
            if any(report.failed for report in reports):
                return True
        return False

    def _wait(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        mutant = running.pop(pid)
        self.tried += 1
        if status == 0:
            self.survivors.append(mutant)
        if status == 0 or self.tried % 20 == 0:
            # A run that is stopped has told what it found.
            found = f": {mutant}" if status == 0 else ""
            print(f"{self.suite}: {self.tried}, {len(self.survivors)} survive{found}", flush=True)


def run_suite(suite: str, most: int | None, jobs: int) -> int:
    """Run one suite in this process and tell its survivors."""
    import pytest
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "mutants", max_examples=int(EXAMPLES), derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutants")
    start = time.monotonic()
    tests = [str(path) for name in SUITES[suite][1] for path in sorted(ROOT.glob(name))]
    trial = Trial(suite, most or SUITES[suite][2], jobs)
    pytest.main([*tests, "-q", "-p", "no:cacheprovider", "-m", "not browser"], plugins=[trial])
    if not trial.sound or not trial.tried:
        return 1
    reasons = REASONS.read_text()
    unexplained = [one for one in trial.survivors if one.listed not in reasons]
    killed = trial.tried - len(trial.survivors)
    for mutant in sorted(unexplained, key=str):
        print(mutant)
    print(
        f"{suite}: {killed} of {trial.tried} killed ({100 * killed / trial.tried:.1f} %; {trial.made} "
        f"in all), {len(trial.survivors) - len(unexplained)} survivors explained, "
        f"{len(unexplained)} not, {time.monotonic() - start:.0f} s"
    )
    return int(killed < LIMIT * trial.tried)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], default=list(SUITES))
    parser.add_argument("--most", type=int, help="mutants of a suite that are tried")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return run_suite(asked.suites[0], asked.most, asked.jobs)
    # A process a suite: each sets its tests and its database up for itself.
    environment = {
        **os.environ, "TEST_DATABASE": ":memory:", "PYTHONHASHSEED": "0", "ORACLE_EXAMPLES": EXAMPLES,
    }  # fmt: skip
    most = ["--most", str(asked.most)] if asked.most else []
    results = [
        subprocess.run(
            [sys.executable, __file__, suite, "--here", "--jobs", str(asked.jobs), *most],
            cwd=ROOT, env=environment,
        ).returncode
        for suite in asked.suites
    ]  # fmt: skip
    return max(results)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
