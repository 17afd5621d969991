"""Whatever is given and reset: no key runs two verbs, and only what differs is remembered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.ui.keymap import Keymap

DEFAULTS = {"open": "Ctrl+O", "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z Ctrl+Y", "click": "C"}
KEYS = ["Ctrl+O", "Ctrl+Z", "Ctrl+Y", "C", "F2", "Ctrl++"]

names = st.sampled_from(sorted(DEFAULTS))
given_keys = st.lists(st.sampled_from(KEYS), max_size=2, unique=True).map(tuple)
steps = st.lists(st.tuples(names, st.none() | given_keys), max_size=12)


@given(steps)
def test_no_key_runs_two_verbs(wanted: list[tuple[str, tuple[str, ...] | None]]) -> None:
    keymap = Keymap(DEFAULTS, {})
    for name, keys in wanted:
        keymap = keymap.reset(name) if keys is None else keymap.assigned(name, keys)
        expected = tuple(DEFAULTS[name].split()) if keys is None else keys
        assert keymap.keys(name) == expected
    every = [key for name in DEFAULTS for key in keymap.keys(name)]
    assert len(every) == len(set(every))
    assert set(keymap.changes) == {name for name in DEFAULTS if keymap.is_changed(name)}


def test_a_key_is_taken_from_whoever_had_it() -> None:
    keymap = Keymap(DEFAULTS, {}).assigned("click", ("Ctrl+Y",))
    assert keymap.keys("redo") == ("Ctrl+Shift+Z",)
    assert keymap.owner("ctrl+y") == "click"
    assert keymap.reset("redo").keys("click") == ()
    assert keymap.owner("F9") is None
