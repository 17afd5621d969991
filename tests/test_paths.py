"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sqsam_desktop import paths
from sqsam_desktop.errors import SqsamError


def test_the_program_finds_what_ships_with_it() -> None:
    assert (paths.resources() / "samples" / "samples.toml").is_file()


def test_a_new_file_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    paths.write_whole(path, b"old")
    paths.write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "a.bin", tmp_path / "link.bin"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    paths.write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_failing_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SqsamError, match="no space left on device"):
        paths.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SqsamError, match="there is no folder"):
        paths.write_whole(tmp_path / "none" / "a.bin", b"")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SqsamError, match="it is a folder"):
        paths.write_whole(tmp_path, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_write_protected_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write to anything
    with pytest.raises(SqsamError, match="write-protected"):
        paths.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
