"""The recovery key's letters: typing errors are told from wrong keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.data.errors import MistypedRecoveryKey
from vpcu_desktop.data.recovery import ALPHABET, GROUPS, make_recovery_text, parse_recovery_text

keys = st.builds(make_recovery_text)


def test_lesson_21_codes_with_letters_that_look_alike_are_avoided() -> None:
    """I, l, 1, 0 and O are mistyped."""
    assert not set("IL10O") & set(ALPHABET)
    assert len(set(ALPHABET)) == 31


@given(keys)
def test_a_key_reads_back_as_itself(text: str) -> None:
    assert parse_recovery_text(text.lower().replace("-", "  ")) == text
    assert [len(group) for group in text.split("-")] == [5] * GROUPS


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, 4), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found_in_its_group(text: str, group: int, place: int, letter: str) -> None:
    groups = text.split("-")
    typed = groups[group][:place] + letter + groups[group][place + 1 :]
    if typed == groups[group]:
        return
    with pytest.raises(MistypedRecoveryKey) as error:
        parse_recovery_text("-".join([*groups[:group], typed, *groups[group + 1 :]]))
    assert error.value.details["groups"] == (group + 1,)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, 4), st.integers(0, 4))
def test_two_exchanged_letters_are_found(text: str, group: int, one: int, other: int) -> None:
    groups = text.split("-")
    letters = list(groups[group])
    letters[one], letters[other] = letters[other], letters[one]
    if letters == list(groups[group]):
        return
    groups[group] = "".join(letters)
    with pytest.raises(MistypedRecoveryKey) as error:
        parse_recovery_text("-".join(groups))
    assert error.value.details["groups"] == (group + 1,)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_exchanged_groups_are_found(text: str, one: int, other: int) -> None:
    groups = text.split("-")
    groups[one], groups[other] = groups[other], groups[one]
    if one == other or "-".join(groups) == text:
        return
    with pytest.raises(MistypedRecoveryKey):
        parse_recovery_text("-".join(groups))


@pytest.mark.parametrize("typed", ["", "ABCDE", "é" * 40, "0" * 40, "XNHGY-635PM-Z6VH9-RFN2Z-V7UH4-XK5EW-4UUNM-DSKVWA"])
def test_what_is_no_key_at_all(typed: str) -> None:
    with pytest.raises(MistypedRecoveryKey) as error:
        parse_recovery_text(typed)
    assert error.value.details["expected"] == GROUPS
