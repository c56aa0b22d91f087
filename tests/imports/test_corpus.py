"""Any office's list goes in right, or is refused or asked about by its cell: the whole corpus, by the commands."""

import pytest
from django.db import transaction

from tests.imports.corpus_cases import build_base, cases, fault_of

pytestmark = [pytest.mark.django_db, pytest.mark.files]


@pytest.mark.parametrize("group", sorted({case["group"] for case in cases()}))
def test_every_list_of_the_corpus_comes_in_right_or_is_asked_about(group):
    build_base()
    wrong = {}
    for case in cases():
        if case["group"] != group:
            continue
        point = transaction.savepoint()
        if fault := fault_of(case):
            wrong[case["file"]] = fault
        transaction.savepoint_rollback(point)
    assert wrong == {}
