"""The six registers as pytest fixtures; `any_register` runs a test over all but the large one."""

import pytest

from tests.registers import BUILDERS, Register


@pytest.fixture
def ward_register(db) -> Register:
    return BUILDERS["ward"]()


@pytest.fixture
def merged_register(db) -> Register:
    return BUILDERS["merged"]()


@pytest.fixture
def gaps_register(db) -> Register:
    return BUILDERS["gaps"]()


@pytest.fixture
def day_15_register(db) -> Register:
    return BUILDERS["day_15"]()


@pytest.fixture
def large_register(db) -> Register:
    return BUILDERS["large"]()


@pytest.fixture
def empty_register(db) -> Register:
    return BUILDERS["empty"]()


@pytest.fixture(params=["ward", "merged", "gaps", "day_15", "empty"])
def any_register(db, request) -> Register:
    return BUILDERS[request.param]()
