"""The window on which clicks, boxes and strokes on the layer's picture give a live mask.

It is not modal: the image can be looked at and worked on meanwhile.
"""

from __future__ import annotations

import queue
import threading
from typing import Any

import gi

gi.require_version("GimpUi", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GdkPixbuf, Gimp, GimpUi, GLib, Gtk  # noqa: E402
from picture import LayerPicture, NothingFound  # noqa: E402
from sqsam_client import EngineError  # noqa: E402

_SIDE = 720
"""Long side of the picture in the window, in pixels."""
_DIM = 140
"""Of 255: how much of what is outside the mask is darkened."""
_STROKE = 0.02
"""Width of a stroke, as a part of the picture's long side."""
_GREEN, _RED, _WHITE = 0x35C26BFF, 0xFF5C5CFF, 0xFFFFFFFF
_TOOLS = (("click", "Click"), ("box", "Box"), ("stroke", "Stroke"))
_OPERATIONS = (
    ("Replace", Gimp.ChannelOps.REPLACE),
    ("Add", Gimp.ChannelOps.ADD),
    ("Subtract", Gimp.ChannelOps.SUBTRACT),
    ("Intersect", Gimp.ChannelOps.INTERSECT),
)


def run_dialog(picture: LayerPicture) -> None:
    """Show the window; returns when it is closed."""
    GimpUi.init("sqsam")
    _Dialog(picture).run()


class _Dialog:
    """The window, what was drawn in it, and the mask that came of it."""

    def __init__(self, picture: LayerPicture) -> None:
        self._picture = picture
        self._scale = min(1.0, _SIDE / max(picture.width, picture.height))
        rows, width, height = picture.pixels(self._scale)
        self._photo = _pixbuf(rows, width, height)
        self._dimming: GdkPixbuf.Pixbuf | None = None
        self._items: list[dict[str, Any]] = []
        self._drag: list[tuple[float, float]] = []
        self._positive = True
        self._tool = "click"
        self._asked: queue.Queue[tuple[list[dict[str, Any]], bool] | None] = queue.Queue()
        self._loop = GLib.MainLoop()
        self._build()

    def run(self) -> None:
        threading.Thread(target=self._answer, daemon=True).start()
        self._window.show_all()
        self._ask(goes_on=False)
        self._loop.run()
        self._asked.put(None)

    def _build(self) -> None:
        self._window = Gtk.Window(title=f"SqueezeSAM - {self._picture.layer.get_name()}")
        self._window.set_role("sqsam-pick")
        self._window.connect("destroy", lambda _: self._loop.quit())
        self._window.connect("key-press-event", self._on_key)
        self._shown = Gtk.Image()
        area = Gtk.EventBox()
        area.set_above_child(True)
        area.add_events(Gdk.EventMask.BUTTON_MOTION_MASK)
        area.get_accessible().set_name("Picture")
        area.connect("button-press-event", self._on_press)
        area.connect("motion-notify-event", self._on_move)
        area.connect("button-release-event", self._on_release)
        area.add(self._shown)
        self._status = Gtk.Label(xalign=0, wrap=True)
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=8, border_width=12)
        for child in (self._tools(), area, self._status, self._results()):
            column.pack_start(child, False, False, 0)
        self._window.add(column)
        self._window.set_resizable(False)
        self._draw()

    def _tools(self) -> Gtk.Box:
        row = Gtk.Box(spacing=6)
        first = None
        for name, text in _TOOLS:
            button = Gtk.RadioButton.new_with_label_from_widget(first, text)
            button.set_mode(False)
            button.set_tooltip_text(f"{text}: Alt or the right button takes away")
            button.connect("toggled", self._on_tool, name)
            first = first or button
            row.pack_start(button, False, False, 0)
        row.pack_end(_button("Clear", lambda: self._forget(len(self._items))), False, False, 0)
        row.pack_end(_button("Back", lambda: self._forget(1)), False, False, 0)
        return row

    def _results(self) -> Gtk.Box:
        row = Gtk.Box(spacing=6)
        self._operation = Gtk.ComboBoxText()
        for text, _ in _OPERATIONS:
            self._operation.append_text(text)
        self._operation.set_active(0)
        self._operation.set_tooltip_text("How the selection changes")
        row.pack_start(self._operation, False, False, 0)
        for text, use in (
            ("Selection", self._select),
            ("Layer mask", self._picture.add_mask),
            ("New layer", self._picture.add_layer),
        ):
            row.pack_start(_button(text, lambda use=use: self._use(use)), False, False, 0)
        row.pack_end(_button("Close", lambda: self._window.destroy()), False, False, 0)
        return row

    def _select(self, mask: bytes) -> None:
        self._picture.select(mask, _OPERATIONS[self._operation.get_active()][1])

    def _use(self, use: Any) -> None:
        try:
            use(self._picture.find("Selecting", prompt=self._items))
            Gimp.displays_flush()
        except (EngineError, NothingFound) as error:
            self._status.set_text(str(error))

    def _ask(self, goes_on: bool) -> None:
        self._draw()
        self._asked.put((list(self._items), goes_on))

    def _answer(self) -> None:
        """On a thread: answers what was asked last; neither GIMP nor Gtk."""
        while (asked := self._asked.get()) is not None:
            skipped = False
            while not self._asked.empty() and asked is not None:
                asked, skipped = self._asked.get(), True
            if asked is None:
                return
            prompt, goes_on = asked
            fields = {"prompt": prompt, "goes_on": goes_on and not skipped, "scale": self._scale}
            try:
                told, (mask,) = self._picture.ask("predict", fields, {})
                GLib.idle_add(self._show, mask, told["width"], told["height"])
            except Exception as error:  # of any kind, or it would never answer again
                GLib.idle_add(self._status.set_text, str(error))

    def _show(self, mask: bytes, width: int, height: int) -> None:
        dim = bytes(round((255 - value) * _DIM / 255) for value in range(256))
        rows = bytearray(4 * len(mask))
        rows[3::4] = mask.translate(dim)
        self._dimming = _pixbuf(bytes(rows), width, height)
        self._status.set_text("Click a thing; Alt or the right button takes away.")
        self._draw()

    def _draw(self) -> None:
        picture = self._photo.copy()
        if self._dimming is not None:
            size = picture.get_width(), picture.get_height()
            how = GdkPixbuf.InterpType.BILINEAR
            factors = (
                size[0] / self._dimming.get_width(),
                size[1] / self._dimming.get_height(),
            )
            self._dimming.composite(picture, 0, 0, *size, 0, 0, *factors, how, 255)
        for item in self._items:
            self._mark(picture, item)
        if self._drag:
            self._mark(picture, self._dragged())
        self._shown.set_from_pixbuf(picture)

    def _mark(self, picture: GdkPixbuf.Pixbuf, item: dict[str, Any]) -> None:
        color = _GREEN if item.get("positive", True) else _RED
        if item["type"] == "click":
            x, y = self._on_screen(item["x"], item["y"])
            _fill(picture, (x - 6, y - 6, 13, 13), _WHITE)
            _fill(picture, (x - 5, y - 5, 11, 11), color)
            _fill(picture, (x - 3, y, 7, 1), _WHITE)
            if item["positive"]:
                _fill(picture, (x, y - 3, 1, 7), _WHITE)
        elif item["type"] == "box":
            x0, y0, x1, y1 = item["corners"]
            (left, top), (right, bottom) = self._on_screen(x0, y0), self._on_screen(x1, y1)
            for y in (top, bottom):
                _fill(picture, (left, y, right - left, 2), color)
            for x in (left, right):
                _fill(picture, (x, top, 2, bottom - top), color)
        else:
            side = max(3, round(item["width"] * self._scale))
            for x, y in item["points"]:
                left, top = self._on_screen(x, y)
                _fill(picture, (left - side // 2, top - side // 2, side, side), color)

    def _on_tool(self, button: Gtk.RadioButton, name: str) -> None:
        if button.get_active():
            self._tool = name

    def _on_key(self, window: Gtk.Window, event: Gdk.EventKey) -> bool:
        if event.keyval == Gdk.KEY_Escape:
            window.destroy()
        return event.keyval == Gdk.KEY_Escape

    def _on_press(self, area: Gtk.Widget, event: Gdk.EventButton) -> bool:
        alt = event.state & Gdk.ModifierType.MOD1_MASK
        self._positive = event.button == 1 and not alt
        self._drag = [self._in_image(event)]
        self._draw()
        return True

    def _on_move(self, area: Gtk.Widget, event: Gdk.EventMotion) -> bool:
        if self._drag:
            self._drag.append(self._in_image(event))
            self._draw()
        return True

    def _on_release(self, area: Gtk.Widget, event: Gdk.EventButton) -> bool:
        if self._drag:
            item, self._drag = self._dragged(), []
            self._items.append(item)
            self._ask(goes_on=len(self._items) > 1)
        return True

    def _forget(self, count: int) -> None:
        if count:
            del self._items[-count:]
            self._ask(goes_on=False)

    def _dragged(self) -> dict[str, Any]:
        """The item that the drag so far means, where the image has it."""
        (x0, y0), (x1, y1) = self._drag[0], self._drag[-1]
        if self._tool == "box" and min(abs(x1 - x0), abs(y1 - y0)) > 2:
            corners = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
            return {"type": "box", "corners": corners}
        if self._tool == "stroke":
            width = _STROKE * max(self._picture.width, self._picture.height)
            points = [list(point) for point in self._drag]
            return {"type": "stroke", "points": points, "width": width, "positive": self._positive}
        return {"type": "click", "x": x0, "y": y0, "positive": self._positive}

    def _in_image(self, event: Any) -> tuple[float, float]:
        """Where the mouse is in the image, at least on the layer."""
        picture = self._picture
        x = min(max(event.x / self._scale, 0.5), picture.width - 0.5)
        y = min(max(event.y / self._scale, 0.5), picture.height - 0.5)
        return x + picture.x, y + picture.y

    def _on_screen(self, x: float, y: float) -> tuple[int, int]:
        left, top = x - self._picture.x, y - self._picture.y
        return round(left * self._scale), round(top * self._scale)


def _button(text: str, do: Any) -> Gtk.Button:
    button = Gtk.Button(label=text)
    button.connect("clicked", lambda _: do())
    return button


def _pixbuf(rows: bytes, width: int, height: int) -> GdkPixbuf.Pixbuf:
    data = GLib.Bytes.new(rows)
    rgb = GdkPixbuf.Colorspace.RGB
    return GdkPixbuf.Pixbuf.new_from_bytes(data, rgb, True, 8, width, height, 4 * width)


def _fill(picture: GdkPixbuf.Pixbuf, place: tuple[int, int, int, int], color: int) -> None:
    """Fill what of a rectangle (left, top, width, height) lies on the picture."""
    x, y, width, height = place
    left, top = max(0, x), max(0, y)
    right = min(picture.get_width(), x + width)
    bottom = min(picture.get_height(), y + height)
    if left < right and top < bottom:
        picture.new_subpixbuf(left, top, right - left, bottom - top).fill(color)
