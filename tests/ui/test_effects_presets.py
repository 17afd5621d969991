"""Presets are files for each effect; a damaged one is as if there were none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.presets import Presets

BLUR, TINT = "soft/blur", "soft/tint"


def test_presets_are_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    presets = Presets(folder)
    assert presets.names(BLUR) == [] and presets.default(BLUR) == {}
    presets.save(BLUR, "Strong", {"radius": 30.0})
    presets.save(BLUR, "faint", {"radius": 2.0, "color": "#fff", "on": True})
    presets.set_default(TINT, {"color": "#00ff00"})
    again = Presets(folder)
    assert again.names(BLUR) == ["faint", "Strong"]
    assert again.values(BLUR, "faint") == {"radius": 2.0, "color": "#fff", "on": True}
    assert again.default(TINT) == {"color": "#00ff00"} and again.default(BLUR) == {}
    again.delete(BLUR, "faint")
    again.set_default(TINT, {})
    assert Presets(folder).names(BLUR) == ["Strong"]
    assert Presets(folder).default(TINT) == {}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"presets": 3}', '{"presets": {"a": [1]}}', '{"default": {"radius": [1]}}'],
)
def test_damaged_files_hold_nothing_usable(tmp_path: Path, content: str) -> None:
    (tmp_path / "soft.blur.json").write_text(content, "utf-8")
    presets = Presets(tmp_path)
    assert all(presets.values(BLUR, name) == {} for name in (*presets.names(BLUR), "a"))
    assert presets.default(BLUR) == {}
    presets.save(BLUR, "new", {"radius": 1.0})
    assert Presets(tmp_path).values(BLUR, "new") == {"radius": 1.0}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SqsamError, match="cannot be made"):
        Presets(tmp_path / "file" / "presets").save(BLUR, "a", {})
