"""Which plug-ins there are: their manifests are read, every mistake named, nothing imported."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from sqsam_desktop.plugin_host.manifest import (
    EffectEntry,
    FileKind,
    Plugin,
    Rejected,
    find_plugins,
)
from tests.plugins.making import EFFECT, HEAD, made

WHOLE = """
[[effect]]
id = "blur"
name = "Blur"
summary = "Softer"
function = "blur"
params = "Params"
halo = "halo"
needs_subject = false
empty_mask = "identity"
sample = { radius = 20.0, kind = "soft" }
[[importer]]
id = "raw"
name = "Raw"
extensions = [".raw", ".dng"]
function = "read"
[[exporter]]
id = "sticker"
name = "Sticker"
extensions = [".stk"]
function = "write"
[text.de]
Softer = "Weicher"
"""
EXPLOSIVE = "raise RuntimeError('a manifest is read without this')"


@pytest.fixture(autouse=True)
def _no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed on the machine of whoever runs the tests."""
    monkeypatch.setattr(metadata, "entry_points", lambda group: ())


def only(found: list[Plugin | Rejected]) -> Plugin | Rejected:
    (each,) = found
    return each


def test_all_that_a_manifest_can_say(tmp_path: Path) -> None:
    folder = made(tmp_path / "user", "many-things", EXPLOSIVE, WHOLE, "2.1")
    found = only(find_plugins(tmp_path / "shipped", tmp_path / "user"))
    assert found == Plugin(
        id="many-things",
        name="Many things",
        version="2.1",
        api=1,
        license="Apache-2.0",
        folder=folder,
        origin="user",
        effects=(
            EffectEntry(
                id="many-things/blur",
                name="Blur",
                summary="Softer",
                function="blur",
                params="Params",
                halo="halo",
                needs_subject=False,
                identity_on_empty=True,
                sample=(("kind", "soft"), ("radius", 20.0)),
            ),
        ),
        importers=(FileKind("many-things/raw", "Raw", (".raw", ".dng"), "read"),),
        exporters=(FileKind("many-things/sticker", "Sticker", (".stk",), "write"),),
        texts={"de": {"Softer": "Weicher"}},
    )
    assert found.text("Softer", "de") == "Weicher"
    assert found.text("Softer", "fr") == "Softer"
    assert found.text("Blur", "de") == "Blur"


SOUND = HEAD.format(id="blur", name="Blur", version="1.0") + EFFECT
MISTAKES = {
    "no TOML": (lambda text: text + "[[", "no valid TOML"),
    "too deep TOML": (lambda text: text + "x = " + "[" * 9999, "no valid TOML"),
    "a number without end": (lambda text: text + "x = " + "9" * 9999, "no valid TOML"),
    "no text": (lambda text: "\udcff", "cannot be read"),
    "another interface": (lambda text: text.replace("api = 1", "api = 2"), "interface 2"),
    "an interface in words": (lambda text: text.replace("api = 1", "api = '1'"), "whole number"),
    "no interface": (lambda text: text.replace("api = 1", ""), "api is missing"),
    "no licence": (lambda text: text.replace('license = "Apache-2.0"', ""), "license is missing"),
    "a strange id": (lambda text: text.replace('"blur"', '"Blur it"'), "'Blur it'"),
    "an id that is a path": (lambda text: text.replace('"blur"', '"../blur"'), "'../blur'"),
    "an empty name": (lambda text: text.replace('"Blur"', '" "'), "name is empty"),
    "nothing to offer": (lambda text: text.replace(EFFECT, ""), "neither effects"),
    "an effect of no table": (lambda text: 'effect = ["a"]\n' + text.replace(EFFECT, ""), "table"),
    "an effect without function": (
        lambda text: text.replace('function = "effect"', ""),
        "effect 1: function is missing",
    ),
    "a function that is an expression": (
        lambda text: text.replace('function = "effect"', 'function = "os.system"'),
        "'os.system'",
    ),
    "a misspelt key": (lambda text: text + 'sumary = "Softer"', "'sumary'"),
    "another promise": (lambda text: text + 'empty_mask = "white"', "empty_mask"),
    "a sample of lists": (lambda text: text + "sample = { radius = [1] }", "sample must hold"),
    "a number for yes": (lambda text: text + "needs_subject = 1", "true or false"),
    "one id for two effects": (lambda text: text + EFFECT, "'effect' twice"),
    "a translation of no text": (lambda text: text + "[text.de]\nEffect = 1", "[text.de]"),
    "no extensions": (
        lambda text: text + '[[importer]]\nid="a"\nname="A"\nfunction="read"\nextensions=["raw"]',
        "importer 1: extensions",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_and_the_others_are_found(tmp_path: Path, mistake: str) -> None:
    change, expected = MISTAKES[mistake]
    folder = made(tmp_path, "blur")
    text = change(SOUND)
    (folder / "plugin.toml").write_bytes(text.encode(errors="surrogateescape"))
    made(tmp_path, "sound")
    bad, sound = find_plugins(tmp_path / "none", tmp_path)
    assert isinstance(bad, Rejected)
    assert (bad.folder, bad.name) == (folder, "blur")
    assert expected in bad.error
    assert "\n" not in bad.error
    assert isinstance(sound, Plugin)


def test_folders_that_are_no_plugins(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "notes.txt").touch()
    (tmp_path / "empty").mkdir()
    made(tmp_path, "not-there")
    (tmp_path / "not_there" / "__init__.py").unlink()
    made(tmp_path, "my-blur").rename(tmp_path / "my-blur")
    errors = [each.error for each in find_plugins(None, tmp_path) if isinstance(each, Rejected)]
    assert len(errors) == 3
    for error, expected in zip(errors, ["plugin.toml", "'my-blur'", "__init__.py"], strict=True):
        assert expected in error


def test_what_ships_wins_over_the_users_and_that_over_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "shipped", "one")
    for name in ("one", "two"):
        made(tmp_path / "user", name)
    for name in ("one", "two", "three"):
        made(tmp_path / "site", name, EXPLOSIVE)
    monkeypatch.syspath_prepend(tmp_path / "site")
    points = [metadata.EntryPoint(name, name, "") for name in ("one", "two", "three")]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)
    found = find_plugins(tmp_path / "shipped", tmp_path / "user")
    taken = [(each.id, each.origin) for each in found if isinstance(each, Plugin)]
    assert taken == [("one", "shipped"), ("two", "user"), ("three", "installed")]
    doubles = [each.error for each in found if isinstance(each, Rejected)]
    assert ["ships" in each for each in doubles] == [True, True, False]
    assert "your folder" in doubles[2]
    assert "three" not in sys.modules


@pytest.mark.parametrize("value", ["no_such_package", "package.inside", "package:function"])
def test_entry_points_without_a_package(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [metadata.EntryPoint("blur", value, "")]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)
    found = only(find_plugins(Path("none"), Path("none")))
    assert isinstance(found, Rejected)
    assert found.name == "blur"
    assert value in found.error
