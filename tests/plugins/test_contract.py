"""Our own effects keep the contract that everybody's effects have to keep."""

from __future__ import annotations

import pytest

from sqsam_desktop import paths
from sqsam_desktop.plugin_host.manifest import Plugin, Rejected, find_plugins
from sqsam_desktop.testing.effects import SLOW_RULES, EffectCase, effect_cases

SHIPPED = [found for found in find_plugins() if paths.plugins() in found.folder.parents]
INVENTING = {"remove-object", "move-subject"}
"""They fill what the subject hid: a pixel more or less to begin with gives other pieces of it."""
CASES = [
    pytest.param(case, id=str(case), marks=[pytest.mark.slow] * (case.rule in SLOW_RULES))
    for plugin in SHIPPED
    if isinstance(plugin, Plugin)
    for case in effect_cases(plugin.folder, tolerance=3.0 if plugin.id in INVENTING else 1.0)
]


def test_all_can_be_used() -> None:
    assert len(SHIPPED) >= 16
    assert [found.error for found in SHIPPED if isinstance(found, Rejected)] == []


@pytest.mark.parametrize("case", CASES)
def test_contract(case: EffectCase) -> None:
    case.check()
