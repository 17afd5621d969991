"""A thing is cut out, trimmed, made small and saved as WebP; the next one needs a name only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from tests.stories.conftest import User

SHUTTLE = (415, 110)


def test_two_things_go_into_the_shop(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    mask = user.mask()
    dialog = user.begin_export()
    dialog.choose("WebP")
    dialog.type("Quality", 80)
    dialog.choose("pixels at most")
    dialog.type("Size", 240)
    dialog.check("Trim to what is visible")
    user.wait_until(lambda: "about" in dialog.preview)
    promised = dialog.preview
    user.export(tmp_path / "person.webp")
    small = Image.open(tmp_path / "person.webp")
    small.load()
    rows, columns = np.nonzero(mask >= 2)
    width, height = np.ptp(columns) + 1, np.ptp(rows) + 1
    factor = 240 / max(width, height)
    assert small.size == (round(width * factor), round(height * factor))
    assert f"{small.width} x {small.height} pixels" in promised
    assert f"about {(tmp_path / 'person.webp').stat().st_size / 1000:.0f} kB" in promised
    alpha = np.asarray(small)[:, :, 3]
    assert alpha.any(axis=0).all() and alpha.any(axis=1).all(), "nothing is left to be trimmed"

    # The choices are still there for the next one.
    user.click(SHUTTLE)
    user.export(tmp_path / "shuttle")
    with Image.open(tmp_path / "shuttle.webp") as shuttle:
        assert max(shuttle.size) <= 240
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_is_too_large_is_made_smaller(user: User, photo: Path, tmp_path: Path) -> None:
    user.open(photo)
    dialog = user.begin_export()
    dialog.choose("JPEG")
    weights = []
    for quality in (95, 40):
        before = dialog.preview
        dialog.type("Quality", quality)
        user.wait_until(lambda old=before: "about" in dialog.preview and dialog.preview != old)
        weights.append(int(dialog.preview.split()[1]))
    assert weights[1] < weights[0] / 2
    user.export(tmp_path / "person.jpg")
    assert round((tmp_path / "person.jpg").stat().st_size / 1000) == weights[1]
