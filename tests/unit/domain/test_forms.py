"""Form files are checked at one door; which form is in force is a question of the date."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.errors import BadForm, KnownError
from vpcu_desktop.domain.forms import A3_SPREAD, A4, FormColumn, Paper, choose, parse_form
from vpcu_desktop.domain.register_fields import Field

DATA: dict[str, Any] = {
    "code": "incoming",
    "version": "1",
    "title": "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
    "paper": "A3-spread",
    "columns": [
        {"field": "arrived", "title": "Ngày đến", "width_mm": 20},
        {"field": "signed", "title": "Ký nhận", "width_mm": 20, "align": "centre"},
    ],
    "cover": ["{superior}", "{title}"],
}


def changed(**values: object) -> dict[str, Any]:
    return deepcopy(DATA) | values


def test_a_form_is_read_with_columns_numbered_in_order() -> None:
    form = parse_form(DATA)
    assert form.paper == A3_SPREAD and form.cover_paper == A4 and form.ready
    assert form.columns[0] == FormColumn(Field.ARRIVED, "Ngày đến", 20, "1")
    assert form.columns[1].number == "2"


def test_where_somebody_signs_a_row_is_twelve_millimetres_high() -> None:
    assert parse_form(DATA).columns[1].min_height_mm == 12
    lower = changed(columns=[DATA["columns"][1] | {"min_height_mm": 5}])
    assert parse_form(lower).columns[0].min_height_mm == 12


def test_a_sheet_of_its_own_size() -> None:
    assert parse_form(changed(paper="50x35")).paper == Paper(50, 35)


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        ([], "wrong_value", "form"),
        ({}, "missing", "code"),
        (changed(columns="x"), "wrong_value", "columns"),
        (changed(colums=[]), "unknown_key", "colums"),
        (changed(columns=[{"field": "colour", "title": "x", "width_mm": 9}]), "unknown_field", "columns[1].field"),
        (changed(columns=[{"field": "note", "title": "x", "width_mm": 0}]), "out_of_range", "columns[1].width_mm"),
        (changed(columns=[{"field": "note", "title": "x", "width_mm": True}]), "wrong_value", "columns[1].width_mm"),
        (changed(columns=[{"field": "note", "title": "", "width_mm": 9}]), "wrong_value", "columns[1].title"),
        (changed(columns=DATA["columns"] * 13), "out_of_range", "columns"),
        (changed(cover=["{secret}"]), "unknown_place", "cover[1]"),
        (changed(cover=["{title!r}"]), "unknown_place", "cover[1]"),
        (changed(cover=["{title"]), "unknown_place", "cover[1]"),
        (changed(blocks=["x"]), "wrong_value", "blocks[1]"),
        (changed(blocks=[["x", 1]]), "wrong_value", "blocks[1][2]"),
        (changed(paper="A7"), "wrong_value", "paper"),
        (changed(paper="5x5"), "out_of_range", "paper"),
        (changed(paper="nanxnan"), "out_of_range", "paper"),
        (changed(valid_from="5/3/2020"), "wrong_value", "valid_from"),
        (changed(valid_from="2020-03-05", valid_to="2020-03-04"), "dates", "valid_to"),
        (changed(secret="yes"), "wrong_value", "secret"),
    ],
)
def test_a_slip_in_a_form_file_is_named_with_its_place(data: object, reason: str, where: str) -> None:
    with pytest.raises(BadForm) as caught:
        parse_form(data)
    assert caught.value.details == {"reason": reason, "where": where}
    assert reason in BadForm.REASONS


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*DATA, "field", "title", "x"]), inner),
)


@given(_JSON, st.sampled_from([*DATA, "blocks", "valid_to", "row_height_mm"]))
def test_whatever_a_form_file_holds_it_is_a_form_or_a_known_error(data: object, key: str) -> None:
    for whole in (data, changed(**{key: data})):
        try:
            parse_form(whole)
        except KnownError as error:
            assert error.details["reason"] in BadForm.REASONS


def test_the_form_in_force_on_the_day_is_chosen() -> None:
    old = parse_form(changed(version="old", valid_to="2020-03-04"))
    new = parse_form(changed(version="new", valid_from="2020-03-05"))
    own = parse_form(changed(version="own", valid_from="2020-03-05"))
    assert choose((new, old), "incoming", date(2020, 3, 4)) is old
    assert choose((new, old), "incoming", date(2020, 3, 5)) is new
    assert choose((new, old, own), "incoming", date(2026, 1, 1)) is own, "the office's own goes before the shipped one"
    assert choose((new,), "incoming", date(2019, 1, 1)) is new, "an older book has no other form"
    for forms, code in (((old,), "incoming"), ((new,), "outgoing")):
        with pytest.raises(BadForm) as caught:
            choose(forms, code, date(2026, 1, 1))
        assert caught.value.details == {"reason": "none_valid", "where": code}
