"""Settings survive a restart and never keep the program from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sqsam_desktop import paths
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.settings import Choice, Number, Settings, preferences


def test_saved_settings_come_back(tmp_path: Path) -> None:
    settings = Settings("dark", animations=False, hover_preview=False, overlay="onion")
    settings = settings.opened(tmp_path / "Grüße.jpg")
    settings.save(tmp_path / "new folder" / "settings.json")
    assert Settings.load(tmp_path / "new folder" / "settings.json") == settings


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b'{"theme": 3'])
def test_a_damaged_file_means_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert Settings.load(path) == Settings()


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.json") == Settings()


def test_unknown_and_wrong_entries_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {
        "theme": ["dark"],
        "animations": "yes",
        "overlay": "red",
        "recent": ["a.jpg", 5, "b.jpg"],
        "of tomorrow": True,
    }
    path.write_text(json.dumps(stored))
    assert Settings.load(path) == Settings(overlay="red", recent=("a.jpg", "b.jpg"))


@pytest.mark.parametrize(
    ("name", "stored", "kept"),
    [
        ("language", "fr", "fr"),
        ("language", "xx", "system"),
        ("history_mb", 1024, 1024),
        ("history_mb", 63, 256),
        ("history_mb", 512.5, 256),
        ("history_mb", True, 256),
        ("autosave", 1, True),
        ("shortcuts", {"open": "F9", "quit": 3}, {"open": "F9"}),
        ("shortcuts", ["F9"], {}),
        ("panels", {"history": False, "layers": "yes"}, {"history": False}),
        ("used", "undo", ()),
    ],
)
def test_each_entry_is_checked_by_its_kind(
    tmp_path: Path, name: str, stored: object, kept: object
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: stored}))
    assert getattr(Settings.load(path), name) == kept


def test_every_preference_says_what_it_may_be() -> None:
    for preference in preferences():
        default = getattr(Settings(), preference.name)
        if isinstance(preference.kind, Choice):
            assert default in preference.values
            assert len(preference.kind.texts) == len(preference.values)
        elif isinstance(preference.kind, Number):
            assert preference.kind.least <= default <= preference.kind.most
        else:
            assert isinstance(default, bool)


def test_recent_files_are_few_distinct_and_newest_first(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(20):
        settings = settings.opened(tmp_path / f"{number}.jpg")
    settings = settings.opened(tmp_path / "15.jpg")
    names = [Path(each).name for each in settings.recent]
    assert names[:3] == ["15.jpg", "19.jpg", "18.jpg"]
    assert len(names) == len(set(names)) == 12


def test_where_nothing_can_be_written_the_error_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SqsamError, match="cannot be made"):
        Settings().save(tmp_path / "file" / "settings.json")


def test_the_user_folders_of_a_test_are_not_the_users(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    base = tmp_path_factory.getbasetemp()
    for folder in (paths.user_config(), paths.user_data(), paths.user_cache(), paths.log_file()):
        assert folder.is_relative_to(base)
