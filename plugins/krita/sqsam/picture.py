"""A layer as the engine's picture, and masks as selections, transparency masks and layers.

Masks are H x W bytes of coverage, as large as the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from krita import Krita, Selection

from sqsam.qt import QtCore

if TYPE_CHECKING:
    from collections.abc import Callable

SRGB = "sRGB-elle-V2-srgbtrc.icc"
OPERATIONS = ("replace", "add", "subtract", "intersect")


class NothingFound(Exception):
    """There is nothing to do it with; says what to do first."""


class NodePicture:
    """What a layer shows on the document's canvas, at the moment it was looked at.

    Attributes:
        pixels: RGBA rows in sRGB.
    """

    def __init__(self, document, node) -> None:
        self.document = document
        self.node = node
        self.width, self.height = document.width(), document.height()
        self.pixels = self._read()

    @classmethod
    def of_active(cls) -> NodePicture:
        """Of the active layer of the active document."""
        document = Krita.instance().activeDocument()
        if document is None:
            raise NothingFound("Open a picture first.")
        node = document.activeNode()
        while node is not None and node.type().endswith("mask"):
            node = node.parentNode()
        if node is None or node.parentNode() is None:
            # The selection itself was active, which lies beside the layers.
            layers = [each for each in document.topLevelNodes() if not each.type().endswith("mask")]
            if len(layers) != 1:
                raise NothingFound("Choose a layer first.")
            (node,) = layers
        return cls(document, node)

    def selection(self) -> bytes:
        """The coverage of the document's selection."""
        found = self.document.selection()
        if found is None or not found.width():
            raise NothingFound("Draw a rough selection around the thing first.")
        return bytes(found.pixelData(0, 0, self.width, self.height))

    def select(self, mask: bytes, operation: str = "replace") -> None:
        """Change the selection by a mask; one undo brings the old one back.

        libkis sets selections without an undo step. So Krita itself takes the old one away first,
        or makes one where there was none: undoing that brings back what was before.
        """
        self._check(mask)
        self._select(mask, operation)

    def _select(self, mask: bytes, operation: str) -> None:
        old = self.document.selection()
        new = _selection(mask, self.width, self.height)
        if old is not None and operation != "replace":
            combined = old.duplicate()
            getattr(combined, operation)(new)
            new = combined
        if self._is_active():  # actions are done to the document that is
            _trigger("deselect" if old is not None else "select_all")
            self.document.waitForDone()
        self.document.setSelection(new)
        self.document.refreshProjection()

    def add_mask(self, mask: bytes) -> None:
        """Give the layer a transparency mask."""
        self._check(mask)
        self._mask(self.node, mask)

    def add_layer(self, mask: bytes) -> None:
        """Put a copy of the layer above it that shows only what a mask covers."""
        self._check(mask)
        copy = self.node.duplicate()
        copy.setName(f"{self.node.name()} (SqueezeSAM)")
        self.node.parentNode().addChildNode(copy, self.node)
        self._mask(copy, mask)

    def take_edited(self, parts: list[bytes], layers: list[dict]) -> None:
        """Add edited layers (RGBA rows in sRGB) above this one, and select what they cover."""
        self._check_open()
        mask, *pictures = parts
        for told, rows in zip(layers, pictures):  # noqa: B905 - no `strict` before Python 3.10
            self._insert(told, rows)
        self.document.refreshProjection()
        if any(mask):
            self._select(mask, "replace")

    def _check(self, mask: bytes) -> None:
        """Refuse what would change nothing, or another document than the one looked at."""
        self._check_open()
        if not self._is_active():
            raise NothingFound("Go back to the document that was looked at, then try again.")
        if not any(mask):
            raise NothingFound("SqueezeSAM found nothing here.")

    def _check_open(self) -> None:
        if self.document not in Krita.instance().documents():
            raise NothingFound("The document was closed meanwhile.")

    def _is_active(self) -> bool:
        return self.document == Krita.instance().activeDocument()

    def _insert(self, told: dict, rows: bytes) -> None:
        document, size = self.document, (told["width"], told["height"])
        layer = document.createNode(told["name"], "paintlayer")
        srgb = ("RGBA", "U8", SRGB)
        space = document.colorModel(), document.colorDepth(), document.colorProfile()
        data = _converted(_swapped(rows), size, srgb, space)
        layer.setPixelData(QtCore.QByteArray(data), told["x"], told["y"], *size)
        parent = self.node.parentNode()
        (parent or document.rootNode()).addChildNode(layer, self.node if parent else None)

    def _mask(self, node, mask: bytes) -> None:
        selection = _selection(mask, self.width, self.height)
        if hasattr(self.document, "createTransparencyMask"):
            added = self.document.createTransparencyMask("SqueezeSAM")
            added.setSelection(selection)
            node.addChildNode(added, None)
            self.document.refreshProjection()
        else:
            self._when_active(node, lambda: self._mask_active(selection))

    def _mask_active(self, selection: Selection) -> None:
        """Before Krita 5.2 only an action makes a mask that works; it consumes the selection."""
        old = self.document.selection()
        self.document.setSelection(selection)
        _trigger("add_new_transparency_mask")
        self.document.waitForDone()
        if old is not None:
            self.document.setSelection(old)
        self.document.refreshProjection()

    def _when_active(self, node, then: Callable[[], None], tries: int = 100) -> None:
        """Choose a layer; of a new one Krita's window learns only when it is its turn."""

        def choose() -> None:
            self.document.setActiveNode(node)
            if self.document.activeNode().uniqueId() == node.uniqueId():
                then()
            elif tries:
                self._when_active(node, then, tries - 1)

        QtCore.QTimer.singleShot(50, choose)

    def _read(self) -> bytes:
        space = self.node.colorModel(), self.node.colorDepth(), self.node.colorProfile()
        data = bytes(self.node.projectionPixelData(0, 0, self.width, self.height))
        return _swapped(_converted(data, (self.width, self.height), space, ("RGBA", "U8", SRGB)))


def _converted(
    data: bytes, size: tuple[int, int], old: tuple[str, str, str], new: tuple[str, str, str]
) -> bytes:
    """Pixels of one colour space (model, depth, profile) in another one."""
    if old == new:
        return data
    # Krita converts them: in a document that nobody sees.
    krita, name = Krita.instance(), "SqueezeSAM"
    document = krita.createDocument(*size, name, *old, 72.0)
    try:
        layer = document.createNode(name, "paintlayer")
        layer.setPixelData(QtCore.QByteArray(data), 0, 0, *size)
        document.rootNode().addChildNode(layer, None)
        document.setColorSpace(*new)
        document.waitForDone()
        return bytes(layer.pixelData(0, 0, *size))
    finally:
        document.setModified(False)
        document.close()


def _swapped(pixels: bytes) -> bytes:
    """RGBA for Krita's BGRA, and the other way round."""
    result = bytearray(pixels)
    result[0::4], result[2::4] = pixels[2::4], pixels[0::4]
    return bytes(result)


def _selection(mask: bytes, width: int, height: int) -> Selection:
    selection = Selection()
    selection.setPixelData(QtCore.QByteArray(mask), 0, 0, width, height)
    return selection


def _trigger(action: str) -> None:
    Krita.instance().action(action).trigger()
