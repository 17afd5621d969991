"""Everything that our own plug-ins show is there in German and French."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest

from sqsam_desktop import paths
from sqsam_desktop.plugin_host.manifest import EffectEntry, Plugin, find_plugins
from sqsam_desktop.plugin_host.params import fields_of

SHIPPED = [
    each
    for each in find_plugins()
    if isinstance(each, Plugin) and each.folder.parent == paths.plugins() / "effects"
]


def shown(plugin: Plugin) -> set[str]:
    """All texts of a plug-in, in English."""
    texts = {plugin.name}
    for effect in plugin.effects:
        texts |= {effect.name, effect.summary, *parameter_texts(plugin, effect)}
    return texts


def parameter_texts(plugin: Plugin, effect: EffectEntry) -> Iterator[str]:
    module = importlib.import_module(f"plugins.effects.{plugin.folder.name}")
    for field in fields_of(getattr(module, effect.params)) if effect.params else ():
        yield field.label
        yield from (text for _, text in field.choices)


def test_there_are_enough_effects() -> None:
    assert sum(len(plugin.effects) for plugin in SHIPPED) >= 16


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("plugin", SHIPPED, ids=lambda plugin: plugin.id)
def test_texts_are_translated(plugin: Plugin, language: str) -> None:
    translated = plugin.texts.get(language, {})
    assert set(translated) == shown(plugin)
    assert all(text.strip() for text in translated.values())
