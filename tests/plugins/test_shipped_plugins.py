"""The plug-ins that ship: all can be used, in every language, and none takes another's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sqsam_desktop import paths
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import Plugin, find_plugins

SHIPPED = paths.plugins() / "effects"
FOLDERS = sorted(each.name for each in SHIPPED.glob("[a-z]*"))


@pytest.fixture(scope="module")
def host() -> Iterator[PluginHost]:
    shipped = [each for each in find_plugins() if each.folder.parent == SHIPPED]
    with PluginHost(shipped) as host:
        yield host


def plugin_in(host: PluginHost, folder: str) -> Plugin:
    (found,) = (each for each in host.plugins if each.folder.name == folder)
    assert isinstance(found, Plugin), found.error
    return found


def texts(host: PluginHost, plugin: Plugin) -> Iterator[str]:
    """Everything of it that users read."""
    yield plugin.name
    for effect in plugin.effects:
        yield effect.name
        yield effect.summary
        for field in host.fields(effect.id):
            yield field.label
            yield from (text for _, text in field.choices)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("language", ["de", "fr"])
def test_it_is_translated(host: PluginHost, folder: str, language: str) -> None:
    plugin = plugin_in(host, folder)
    assert set(plugin.texts[language]) == set(texts(host, plugin))


def test_short_ids_are_enough(host: PluginHost) -> None:
    assert len(host.effects) >= 16
    for full in host.effects:
        assert host.resolve(full.partition("/")[2]) == full
