"""Which form a number takes, by the expression of a catalog."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.locales import locale
from workflow.plurals import SAMPLE, read_plurals, taken


@pytest.mark.parametrize(
    ("expression", "forms"),
    [
        ("0", {0: 0, 1: 0, 7: 0}),
        ("n != 1", {0: 1, 1: 0, 2: 1}),
        ("(n > 1)", {0: 0, 1: 0, 2: 1}),
        ("n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", {1: 0, 3: 1, 13: 2}),
        ("!(n - 1)", {1: 1, 2: 0}),
        ("n / 10 * 10 == n", {10: 1, 11: 0}),
    ],
)
def test_c_is_read_as_c(expression: str, forms: dict[int, int]) -> None:
    found = read_plurals(f"nplurals=3; plural={expression};")
    assert found is not None
    assert {number: found[1](number) for number in forms} == forms


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=2",
        "nplurals=2; plural=n >;",
        "nplurals=2; plural=m;",
        "nplurals=2; plural=(n;",
    ],
)
def test_what_is_no_rule_is_none(header: str) -> None:
    assert read_plurals(header) is None
    assert taken(header) == ()


@pytest.mark.parametrize("header", ["nplurals=2; plural=1/n;", "nplurals=2; plural=n;"])
def test_a_rule_that_fails_takes_nothing(header: str) -> None:
    assert taken(header) == ()


@pytest.mark.parametrize("name", ["ar", "fa", "he", "fr", "de", "ru", "zh", "lt", "cy", "ga"])
def test_each_number_takes_one_form_of_cldr_s_own_header(name: str) -> None:
    where = locale(name)
    forms = taken(where.plural_forms)
    assert len(forms) == where.nplurals
    assert all(forms)
    assert sorted(number for form in forms for number in form) == sorted(SAMPLE)


@given(st.text("n0123456789 ()?:!=<>&|+-*/%", max_size=40))
def test_no_expression_makes_it_fail(expression: str) -> None:
    assert isinstance(taken(f"nplurals=4; plural={expression};"), tuple)
