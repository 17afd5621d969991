"""A layer as the engine's picture, and masks as selections, layer masks and layers.

Every change is one undo step of GIMP. Masks are H x W bytes of coverage, as large as the layer.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from gi.repository import Gegl, Gimp
from sqsam_client import Engine

PIXELS = "R'G'B'A u8"
COVERAGE = "Y u8"
"""Linear: a mask of 128 covers half, whatever the image's precision."""
_SHARP = "Y' u8"
"""What a channel of the usual 8-bit image calls the same numbers."""


_PATIENCE = 120.0
_LIFETIME = 7 * 86400.0
"""Seconds in which somebody has finished editing."""


class NothingFound(Exception):
    """There is nothing to do it with; says what to do first."""


class LayerPicture:
    """One layer of an image as it is now, known to the engine once something is asked of it."""

    def __init__(self, image: Gimp.Image, layer: Gimp.Layer) -> None:
        self.image = image
        self.layer = layer
        self.width, self.height = layer.get_width(), layer.get_height()
        _, self.x, self.y = layer.get_offsets()
        # Now: of all threads only this one may talk to GIMP.
        self._rows, _, _ = self.pixels()
        self._engine: Engine | None = None
        self._asking = threading.Lock()

    def find(self, about: str, **fields: Any) -> bytes:
        """The mask of what a prompt means; of the subject without one."""
        return self._mask(about, "predict", fields, {})

    def find_selected(self, meant_as: str) -> bytes:
        """The mask of the thing that the selection is drawn around ("region"), or over."""
        if Gimp.Selection.is_empty(self.image):
            raise NothingFound("Draw a rough selection around the thing first.")
        fields = {"selection_is": meant_as}
        return self._mask("Looking for it", "predict", fields, {"selection": self._selection()})

    def find_at_path(self) -> bytes:
        """The mask of the thing at the points of the selected paths."""
        points = [point for path in self.image.get_selected_paths() for point in _points(path)]
        if not points:
            raise NothingFound("Select a path with points on the thing first.")
        clicks = [{"type": "click", "x": x, "y": y, "positive": True} for x, y in points]
        return self.find("Looking for it", prompt=clicks)

    def refined_selection(self) -> bytes:
        """The selection's coverage with its edge along the picture's."""
        if Gimp.Selection.is_empty(self.image):
            raise NothingFound("Select something first.")
        return self._mask("Refining the edge", "refine", {}, {"mask": self._selection()})

    def select(self, mask: bytes, operation: Gimp.ChannelOps) -> None:
        """Change the selection by a mask."""
        channel = Gimp.Channel.new(self.image, "SqueezeSAM", *self._canvas(), 100, Gegl.Color())
        is_usual = self.image.get_precision() == Gimp.Precision.U8_NON_LINEAR
        _write(channel, self._on_canvas(mask), self._canvas(), _SHARP if is_usual else COVERAGE)
        self.image.undo_group_start()
        self.image.insert_channel(channel, None, 0)
        self.image.select_item(operation, channel)
        self.image.remove_channel(channel)
        self.image.undo_group_end()

    def add_mask(self, mask: bytes) -> None:
        """Make a mask the layer's, instead of one that it may have."""
        self.image.undo_group_start()
        self._mask_layer(self.layer, mask)
        self.image.undo_group_end()

    def cut_out(self, mask: bytes) -> None:
        """Make what a mask leaves out transparent."""
        self.image.undo_group_start()
        self._mask_layer(self.layer, mask)
        self.layer.remove_mask(Gimp.MaskApplyMode.APPLY)
        self.image.undo_group_end()

    def add_layer(self, mask: bytes) -> None:
        """Put what a mask covers onto a layer of its own, above this one."""
        copy = self.layer.copy()
        self.image.undo_group_start()
        position = self.image.get_item_position(self.layer)
        self.image.insert_layer(copy, self.layer.get_parent(), position)
        self._mask_layer(copy, mask)
        copy.remove_mask(Gimp.MaskApplyMode.APPLY)
        self.image.undo_group_end()

    def edit(self) -> None:
        """Let the user edit the picture in SqueezeSAM; what is selected is outlined there at first.

        What comes back becomes the selection, and layers above this one.
        """
        fields = {"host": "GIMP", "name": self.image.get_name()}
        is_empty = Gimp.Selection.is_empty(self.image)
        blobs = {} if is_empty else {"mask": self._selection()}
        told, parts = self._ask_aside("Editing in its window", "edit", fields, blobs)
        if told["cancelled"]:
            return
        mask, *layers = parts
        self.image.undo_group_start()
        try:
            for each, rows in zip(told["layers"], layers, strict=True):
                self._insert(each, rows)
            if any(mask):
                self.select(mask, Gimp.ChannelOps.REPLACE)
        finally:
            self.image.undo_group_end()

    def pixels(self, scale: float = 1.0) -> tuple[bytes, int, int]:
        """The layer's RGBA rows in sRGB, their width and height."""
        width = max(1, round(self.width * scale))
        height = max(1, round(self.height * scale))
        area = Gegl.Rectangle.new(0, 0, width, height)
        none = Gegl.AbyssPolicy.NONE
        return self.layer.get_buffer().get(area, scale, PIXELS, none), width, height

    def ask(
        self, op: str, fields: dict[str, Any], blobs: dict[str, bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Have the engine do something with the picture; blocks.

        Raises:
            EngineError: It cannot be done.
        """
        with self._asking:
            engine = self._engine = self._engine or _new_engine()
            if not engine.is_connected():
                told = {"width": self.width, "height": self.height, "channels": 4}
                told = {**told, "x": self.x, "y": self.y, "names": ["picture"]}
                engine.call("picture", told, [self._rows])
            names = {**fields, "names": list(blobs)}
            patience = _LIFETIME if op == "edit" else _PATIENCE
            message = engine.call(op, names, list(blobs.values()), patience)
        return message.fields, [bytes(blob) for blob in message.blobs]

    def close(self) -> None:
        """Let the engine forget the picture."""
        if self._engine is not None:
            self._engine.close()

    def _mask(self, about: str, op: str, fields: dict[str, Any], blobs: dict[str, bytes]) -> bytes:
        _, (mask,) = self._ask_aside(about, op, fields, blobs)
        if op == "predict" and not any(mask):
            raise NothingFound("SqueezeSAM found nothing here.")
        return mask

    def _ask_aside(
        self, about: str, op: str, fields: dict[str, Any], blobs: dict[str, bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Ask while GIMP shows that something goes on."""
        Gimp.progress_init(f"SqueezeSAM: {about}...")
        answers: list[tuple[dict[str, Any], list[bytes]]] = []
        errors: list[Exception] = []

        def work() -> None:
            try:
                answers.append(self.ask(op, fields, blobs))
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(0.05)
            Gimp.progress_pulse()
        Gimp.progress_end()
        if errors:
            raise errors[0]
        if not self.image.is_valid():
            raise NothingFound("The image was closed meanwhile.")
        return answers[0]

    def _insert(self, told: dict[str, Any], rows: bytes) -> None:
        """Put RGBA rows onto a layer of their own above this one, or on top if that is gone."""
        size = told["width"], told["height"]
        kind = Gimp.ImageType.RGBA_IMAGE
        if self.image.get_base_type() == Gimp.ImageBaseType.GRAY:
            kind = Gimp.ImageType.GRAYA_IMAGE
        elif self.image.get_base_type() == Gimp.ImageBaseType.INDEXED:
            kind = Gimp.ImageType.INDEXEDA_IMAGE
        mode = Gimp.LayerMode.NORMAL
        layer = Gimp.Layer.new(self.image, told["name"], *size, kind, 100, mode)
        buffer = layer.get_buffer()
        buffer.set(Gegl.Rectangle.new(0, 0, *size), PIXELS, rows)
        buffer.flush()
        layer.set_offsets(self.x + told["x"], self.y + told["y"])
        parent, position = None, 0
        if self.layer.is_valid():
            parent = self.layer.get_parent()
            position = self.image.get_item_position(self.layer)
        self.image.insert_layer(layer, parent, position)

    def _mask_layer(self, layer: Gimp.Layer, mask: bytes) -> None:
        if layer.get_mask() is not None:
            layer.remove_mask(Gimp.MaskApplyMode.DISCARD)
        if not layer.has_alpha():
            layer.add_alpha()
        added = layer.create_mask(Gimp.AddMaskType.WHITE)
        # Written before it is added: so undoing that undoes it.
        _write(added, mask, (self.width, self.height), COVERAGE)
        layer.add_mask(added)

    def _selection(self) -> bytes:
        """The selection's coverage on the layer."""
        area = Gegl.Rectangle.new(self.x, self.y, self.width, self.height)
        buffer = self.image.get_selection().get_buffer()
        return bytes(buffer.get(area, 1.0, COVERAGE, Gegl.AbyssPolicy.NONE))

    def _canvas(self) -> tuple[int, int]:
        return self.image.get_width(), self.image.get_height()

    def _on_canvas(self, mask: bytes) -> bytes:
        """A mask as large as the image."""
        width, height = self._canvas()
        canvas = bytearray(width * height)
        left, right = max(0, self.x), min(width, self.x + self.width)
        if left >= right:
            return bytes(canvas)
        for y in range(max(0, self.y), min(height, self.y + self.height)):
            start = (y - self.y) * self.width - self.x
            canvas[y * width + left : y * width + right] = mask[start + left : start + right]
        return bytes(canvas)


def _new_engine() -> Engine:
    told = json.loads(Path(__file__).with_name("sqsam_engine.json").read_text("utf-8"))
    return Engine(told["address"], told["command"])


def _write(item: Gimp.Drawable, mask: bytes, size: tuple[int, int], form: str) -> None:
    buffer = item.get_buffer()
    buffer.set(Gegl.Rectangle.new(0, 0, *size), form, mask)
    buffer.flush()
    item.update(0, 0, *size)


def _points(path: Gimp.Path) -> list[tuple[float, float]]:
    """A path's anchors; each is stored between its two handles."""
    found = []
    for stroke in path.get_strokes():
        _, numbers, _ = path.stroke_get_points(stroke)
        found += list(zip(numbers[2::6], numbers[3::6], strict=True))
    return found
