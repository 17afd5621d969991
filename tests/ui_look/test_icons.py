"""Icons: every drawing is usable, tinted by the theme and sharp; none is missing or left over."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QToolButton

import sqsam_desktop
from sqsam_desktop import paths
from sqsam_desktop.ui.icons import app_icon, icon
from sqsam_desktop.ui.theme import DARK, LIGHT, apply_theme

FOLDER = paths.resources() / "icons"
# Style sheets cannot tint: these carry their own colour.
COLOURED = {"app", "arrow-down", "arrow-right", "arrow-up", "check"}
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem not in COLOURED)


# Tools and panels that come after the first editor.
AWAITED = {"help", "layer"}
AWAITED |= {"search", "settings"}


def ui_source() -> str:
    package = Path(sqsam_desktop.__file__).parent
    return "\n".join(path.read_text("utf-8") for path in package.glob("ui/**/*.py"))


def colours(pixmap: QPixmap) -> set[str]:
    """The colours of all opaque pixels."""
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def coverage(pixmap: QPixmap) -> float:
    image = pixmap.toImage()
    total = sum(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )
    return total / 255 / (image.width() * image.height())


@pytest.mark.parametrize("name", NAMES)
def test_drawing_is_one_colour_on_the_20_px_grid(name: str) -> None:
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    for element in root.iter():
        for paint in (element.get("fill"), element.get("stroke")):
            assert paint in (None, "none", "currentColor")
        assert element.get("style") is None


@pytest.mark.parametrize("name", NAMES)
def test_icon_is_legible_at_16_px(qapp, name: str) -> None:
    assert 0.05 < coverage(icon(name).pixmap(QSize(16, 16), 1.0)) < 0.6


@pytest.mark.parametrize("name", sorted(COLOURED))
def test_coloured_drawing_renders(qapp, name: str) -> None:
    assert coverage(QIcon(str(FOLDER / f"{name}.svg")).pixmap(QSize(16, 16), 1.0)) > 0.05


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_icon_has_a_pixel_for_each_device_pixel(qapp, ratio: float) -> None:
    apply_theme(qapp, "dark")
    pixmap = icon("close").pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(round(20 * ratio), round(20 * ratio))
    assert pixmap.devicePixelRatio() == ratio
    assert colours(pixmap) <= {DARK.text}


def test_icon_follows_a_change_of_theme(qtbot, qapp) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("mask"))
    for mode, theme in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, mode)
        assert colours(button.icon().pixmap(QSize(40, 40), 1.0)) == {theme.text}
        assert theme.text in colours(button.grab())


def test_states_have_their_own_colours(qapp) -> None:
    apply_theme(qapp, "dark")
    plain = icon("mask")
    size = QSize(40, 40)
    assert colours(plain.pixmap(size, 1.0, QIcon.Mode.Normal, QIcon.State.On)) == {DARK.accent_ink}
    disabled = plain.pixmap(size, 1.0, QIcon.Mode.Disabled).toImage()
    strongest = max(
        (disabled.pixelColor(x, y) for x in range(40) for y in range(40)), key=QColor.alpha
    )
    assert 100 < strongest.alpha() < 160
    named = icon("mask", DARK.negative_ink)
    assert colours(named.pixmap(size, 1.0)) == {DARK.negative_ink}


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_app_icon_is_in_colour(qapp) -> None:
    assert len(colours(app_icon().pixmap(QSize(64, 64), 1.0))) > 20


def test_every_named_icon_exists() -> None:
    source = ui_source()
    named = set(re.findall(r"""icon\("([a-z0-9-]+)\"""", source))
    named |= set(re.findall(r"icons:([a-z0-9-]+)\.svg", source))
    assert {"close", "warning", "arrow-down"} <= named
    assert named <= {*NAMES, *COLOURED}


def test_no_icon_is_left_over() -> None:
    source = ui_source()
    unused = {name for name in NAMES if f'"{name}"' not in source}
    assert unused <= AWAITED
    assert AWAITED <= set(NAMES)
