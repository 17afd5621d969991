"""Undo and redo against a model that is obviously right: a list of states."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.history import Command, History


@dataclass(frozen=True)
class Append:
    """Appends a number; equal numbers in a row merge if they say so."""

    number: int
    nbytes: int = 1
    merges: bool = False
    count: int = 1

    @property
    def text(self) -> str:
        return f"append {self.number}"

    def apply(self, target: list[int]) -> None:
        target.extend([self.number] * self.count)

    def revert(self, target: list[int]) -> None:
        del target[len(target) - self.count :]

    def merged(self, newer: Command[list[int]]) -> Command[list[int]] | None:
        if isinstance(newer, Append) and newer.merges and newer.number == self.number:
            return Append(self.number, self.nbytes, True, self.count + newer.count)
        return None


def test_undo_and_redo_name_what_they_did() -> None:
    history = History[list[int]]([])
    history.push(Append(1))
    history.push(Append(2))
    assert history.undo_text == "append 2"
    assert history.newest == Append(2)
    assert history.undo() == "append 2"
    assert history.redo_text == "append 2"
    assert history.redo() == "append 2"
    assert history.redo() is None


def test_merged_commands_are_undone_in_one_go() -> None:
    target: list[int] = []
    history = History(target)
    history.push(Append(7, merges=True))
    history.push(Append(7, merges=True))
    history.undo()
    assert target == []
    history.redo()
    assert target == [7, 7]


def test_what_is_taken_back_cannot_be_redone() -> None:
    target: list[int] = []
    history = History(target)
    history.push(Append(1))
    history.push(Append(2))
    history.undo()
    history.take_back()
    assert target == []
    assert history.redo_text is None
    assert history.undo_text is None


def test_revising_reaches_both_stacks_and_keeps_to_the_budget() -> None:
    history = History[list[int]]([], budget=10)
    for number in range(4):
        history.push(Append(number))
    history.undo()
    history.revise(lambda each: Append(int(each.text.split()[1]), nbytes=4), lambda _: False)
    assert history.nbytes <= 10
    assert history.redo_text == "append 3"
    assert history.undo_text == "append 2"


def test_revising_ends_where_it_is_told_to() -> None:
    history = History[list[int]]([])
    for number in range(5):
        history.push(Append(number))
    seen = []

    def revised(command: Append) -> Append:
        seen.append(command.text)
        return command

    history.revise(revised, lambda command: command.text == "append 3")
    assert seen == ["append 4", "append 3"]


pushes = st.builds(Append, st.integers(0, 3), st.integers(0, 40), st.booleans())
actions = st.lists(st.one_of(pushes, st.sampled_from(["undo", "redo"])), max_size=60)


@given(actions)
def test_history_walks_through_the_states_it_saw(actions: list[Append | str]) -> None:
    target: list[int] = []
    history = History(target, budget=10**9)
    states, position = [[]], 0
    for action in actions:
        if action == "undo":
            position -= history.undo() is not None
        elif action == "redo":
            position += history.redo() is not None
        elif isinstance(action, Append):
            merges = len(history)
            history.push(action)
            if len(history) > merges:
                position += 1
            states = [*states[:position], list(target)]
        assert target == states[position]
        assert len(history) == position


@given(st.lists(pushes, max_size=60), st.integers(0, 100))
def test_the_budget_drops_the_oldest_and_never_the_newest(
    commands: list[Append], budget: int
) -> None:
    target: list[int] = []
    history = History(target, budget)
    for command in commands:
        history.push(command)
        assert history.nbytes <= budget or len(history) == 1
        assert history.undo_text == command.text
    full = list(target)
    while history.undo() is not None:
        pass
    while history.redo() is not None:
        pass
    assert target == full


@given(st.lists(st.integers(0, 9), max_size=8), st.lists(st.integers(-1, 10), max_size=6))
def test_going_to_a_position_leaves_just_so_many_done(
    numbers: list[int], positions: list[int]
) -> None:
    target: list[int] = []
    history = History(target)
    for number in numbers:
        history.push(Append(number))
    for position in positions:
        history.go_to(position)
        assert len(history) == min(max(position, 0), len(numbers))
        assert target == numbers[: len(history)]
        assert history.texts == tuple(f"append {number}" for number in numbers)


def test_what_the_budget_dropped_is_counted() -> None:
    history = History[list[int]]([], budget=10)
    for number in range(5):
        history.push(Append(number, nbytes=4))
    assert (len(history), history.dropped) == (2, 3)
    history.go_to(0)
    assert history.texts == ("append 3", "append 4")
