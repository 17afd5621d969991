"""Plug-ins come into the user's folder whole or not at all, and nothing comes out of it."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.install import install, remove
from sqsam_desktop.plugin_host.manifest import Plugin, find_plugins
from tests.plugins.making import made


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "user"


def zipped(folder: Path, extra: dict[str, bytes] | None = None, below: str = "") -> Path:
    path = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, below + each.relative_to(folder).as_posix())
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


def refused(source: Path, user: Path, shipped: Path | None = None) -> str:
    """What is said; the user's folder must be as it was."""
    before = sorted(user.rglob("*"))
    with pytest.raises(SqsamError) as caught:
        install(source, find_plugins(shipped or user / "none", user), user)
    assert sorted(user.rglob("*")) == before
    return str(caught.value)


def plugins(user: Path) -> list[Plugin]:
    return [each for each in find_plugins(user / "none", user) if isinstance(each, Plugin)]


@pytest.mark.parametrize("below", ["", "my-plugin-main/src/"])
def test_from_a_zip(tmp_path: Path, user: Path, below: str) -> None:
    folder = made(tmp_path, "soft-glow", "GLOW = 1")
    (folder / "data").mkdir()
    (folder / "data" / "curve.txt").write_text("0 1")
    source = zipped(folder, {"README.md": b"outside"} if below else {}, below)
    plugin = install(source, [], user)
    assert plugin == plugins(user)[0]
    assert plugin.folder == user / "soft_glow"
    files = sorted(each.name for each in user.rglob("*") if each.is_file())
    assert files == ["__init__.py", "curve.txt", "plugin.toml"]


def test_from_a_folder_of_any_name(tmp_path: Path, user: Path) -> None:
    folder = made(tmp_path, "soft-glow").rename(tmp_path / "soft glow (copy)")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "old.pyc").touch()
    install(folder, [], user)
    assert [each.folder.name for each in plugins(user)] == ["soft_glow"]
    assert not list(user.rglob("*.pyc"))


@pytest.mark.parametrize(
    "name", ["../evil.py", "/etc/evil", "a/../../evil.py", "C:evil", "..\\evil"]
)
def test_nothing_is_written_elsewhere(tmp_path: Path, user: Path, name: str) -> None:
    source = zipped(made(tmp_path, "evil"), {name: b"evil"})
    assert "outside" in refused(source, user)
    assert not [each for each in tmp_path.rglob("evil*") if each.name.startswith("evil.p")]


def test_no_links(tmp_path: Path, user: Path) -> None:
    folder = made(tmp_path, "linking")
    source = zipped(folder)
    link = zipfile.ZipInfo("passwords")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "link" in refused(source, user)
    (folder / "passwords").symlink_to("/etc/passwd")
    assert "link" in refused(folder, user)


def test_bombs(tmp_path: Path, user: Path) -> None:
    folder = made(tmp_path, "bomb")
    source = zipped(folder, {f"{number}.bin": bytes(10_000_000) for number in range(6)})
    assert source.stat().st_size < 100_000
    assert "50 MB" in refused(source, user)
    assert "2000 files" in refused(zipped(folder, {str(each): b"" for each in range(2000)}), user)


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path, user: Path) -> None:
    source = zipped(made(tmp_path, "liar"), {"big.bin": bytes(1_000_000)})
    content = source.read_bytes()
    size = (1_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    source.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    assert "damaged" in refused(source, user)


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_zip(tmp_path: Path, user: Path, how: int) -> None:
    source = tmp_path / "damaged.zip"
    manifest = b"".join(b"id = %d\n" % number for number in range(10_000))
    with zipfile.ZipFile(source, "w", how) as archive:
        archive.writestr("plugin.toml", manifest)
    content = bytearray(source.read_bytes())
    for place in range(60, len(content) - 200, 7):
        content[place] ^= 0xFF
    source.write_bytes(content)
    assert "cannot be installed" in refused(source, user)


def test_a_zip_whose_names_are_no_text(tmp_path: Path, user: Path) -> None:
    source = zipped(made(tmp_path, "strange"), {"\N{SNOWMAN}.txt": b""})
    source.write_bytes(source.read_bytes().replace("\N{SNOWMAN}".encode(), b"\xff\xff\xff"))
    assert "damaged" in refused(source, user)


def test_what_is_no_plugin(tmp_path: Path, user: Path) -> None:
    note = tmp_path / "note.zip"
    note.write_text("hello")
    assert "neither a folder nor a zip" in refused(note, user)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no plugin.toml" in refused(empty, user)
    made(tmp_path / "two", "one")
    made(tmp_path / "two", "other")
    assert "more than one" in refused(tmp_path / "two", user)
    old = made(tmp_path, "old")
    manifest = old / "plugin.toml"
    manifest.write_text(manifest.read_text().replace("api = 1", "api = 0"))
    assert "interface 0" in refused(old, user)


def test_another_version_replaces_the_former(tmp_path: Path, user: Path) -> None:
    first = made(tmp_path / "1", "glow", "FIRST = 1")
    (first / "old.txt").touch()
    second = made(tmp_path / "2", "glow", "SECOND = 1", version="2.0")
    install(first, [], user)
    assert "installed already" in refused(first, user)
    install(second, find_plugins(user / "none", user), user)
    assert [each.version for each in plugins(user)] == ["2.0"]
    assert sorted(each.name for each in (user / "glow").iterdir()) == ["__init__.py", "plugin.toml"]
    assert len(list(user.iterdir())) == 1


def test_what_ships_cannot_be_replaced(tmp_path: Path, user: Path) -> None:
    made(tmp_path / "shipped", "glow")
    source = made(tmp_path / "new", "glow", version="9.0")
    assert "not in your folder" in refused(source, user, tmp_path / "shipped")


def test_removing(tmp_path: Path, user: Path) -> None:
    plugin = install(made(tmp_path, "glow"), [], user)
    remove(plugin)
    assert list(user.iterdir()) == []
    (user / "glow").symlink_to(tmp_path / "glow")
    remove(plugins(user)[0])
    assert list(user.iterdir()) == []
    assert (tmp_path / "glow" / "plugin.toml").exists()
    made(tmp_path / "shipped", "own")
    (shipped,) = find_plugins(tmp_path / "shipped", user)
    assert isinstance(shipped, Plugin)
    with pytest.raises(SqsamError, match="not in your folder"):
        remove(shipped)
    assert shipped.folder.exists()
