"""The same programme of several former communes, told as one."""

from collections import Counter
from collections.abc import Iterable

from common.text import fold
from programs.models import Program


def same_programmes(programs: Iterable[Program]) -> list[tuple[Program, ...]]:
    """Return programmes in groups that are one programme to the commune of today, in order.

    The same is what has one kind and one name; and, where no commune has two of a kind, what
    has one kind. No statement.
    """
    listed = list(programs)
    once = Counter((program.kind_id, program.commune_id) for program in listed)
    several = {kind for (kind, _commune), times in once.items() if times > 1}
    found: dict[tuple[int, str], list[Program]] = {}
    for program in listed:
        name = fold(program.name) if program.kind_id in several else ""
        found.setdefault((program.kind_id, name), []).append(program)
    return [tuple(rows) for rows in found.values()]
