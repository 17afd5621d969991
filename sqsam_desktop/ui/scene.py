"""The photo with the mask over it, as one image of the window's size, painted when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.mask_images import VIEWS, clear_table, film_table, image, view_table, wrapped
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.viewport import SMOOTH_TO, Viewport

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.solver import Drawing, Tile
    from sqsam_desktop.core.tiles import Pyramid

_GRID_FROM = 8.0
_SQUARE = 8
"""Logical pixels of the checkerboard."""
_CLEAR = clear_table()
_GRID = QColor(128, 128, 128, 50)
_KINDS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGB32}
"""How a pyramid stores its levels, by their channels."""


class Scene:
    """Remembers the parts and paints them as late as possible.

    The photo is scaled once for each place and zoom, the mask coloured once for each answer.
    """

    def __init__(self) -> None:
        self.pyramid: Pyramid | None = None
        self.drawing: Drawing | None = None
        self._viewport = Viewport((1, 1), 1, 1)
        self._table = view_table(VIEWS[0])
        self._overlays: list[tuple[Bounds, QImage]] = []
        self._film: tuple[Bounds, QImage] | None = None
        self._veil: list[tuple[Bounds, QImage]] = []
        self._photo: QImage | None = None
        self._image: QImage | None = None

    @property
    def image(self) -> QImage:
        """All of it at device resolution; there must be a picture."""
        if self._image is None:
            if self._photo is None:
                self._photo = self._painted_photo()
            self._image = self._painted_over(self._photo)
        return self._image

    def set_picture(self, pyramid: Pyramid) -> None:
        """Take another picture, with nothing outlined."""
        self.pyramid = pyramid
        self._veil = []
        self.set_drawing(None)
        self._photo = None

    def look_through(self, viewport: Viewport) -> None:
        """Take another place or zoom."""
        self._viewport = viewport
        self.repaint()

    def set_drawing(self, drawing: Drawing | None) -> None:
        """Take what is outlined; any hover film goes with the old one."""
        self.drawing = drawing
        self._film = None
        self._colour()

    def set_cover(self, tiles: tuple[Tile, ...] | None) -> bool:
        """Take what layers cover, None if that is everything; whether anything changed."""
        if tiles is None and not self._veil:
            return False
        self._veil = [(tile.bounds, image(tile.mask, _CLEAR)) for tile in tiles or ()]
        self._photo = self._image = None
        return True

    def set_view(self, view: str) -> None:
        """Show the mask in another way, one of `mask_images.VIEWS`."""
        self._table = view_table(view)
        self._colour()

    def set_hover(self, tile: Tile | None, adds: bool) -> bool:
        """Take what a click would take or take away; whether anything changed."""
        if tile is None and self._film is None:
            return False
        theme = Theme.current()
        table = film_table(QColor(theme.accent if adds else theme.negative))
        self._film = None if tile is None else (tile.bounds, image(tile.mask, table))
        self._image = None
        return True

    def repaint(self) -> None:
        """Forget what was painted."""
        self._photo = self._image = None

    def _colour(self) -> None:
        tiles = () if self.drawing is None or self.drawing.is_empty else self.drawing.tiles
        self._overlays = [(tile.bounds, image(tile.mask, self._table)) for tile in tiles]
        self._image = None

    def _painted_over(self, photo: QImage) -> QImage:
        scene = QImage(photo)
        with QPainter(scene) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            everything = QRegion(0, 0, self._viewport.width, self._viewport.height)
            for index, (bounds, overlay) in enumerate(self._overlays):
                # Tiles replace each other: a coarse one shows only where no finer one lies.
                finer = [self._rect(other) for other, _ in self._overlays[index + 1 :]]
                hidden = QRegion(finer[0].toAlignedRect()) if finer else QRegion()
                painter.setClipRegion(everything - hidden)
                painter.drawImage(self._rect(bounds), overlay)
            painter.setClipping(False)
            if self._film is not None:
                bounds, overlay = self._film
                painter.drawImage(self._rect(bounds), overlay)
        return scene

    def _painted_photo(self) -> QImage:
        assert self.pyramid is not None
        view = self._viewport
        size = QSize(round(view.width * view.ratio), round(view.height * view.ratio))
        photo = QImage(size, QImage.Format.Format_RGB32)
        photo.setDevicePixelRatio(view.ratio)
        photo.fill(QColor(Theme.current().canvas))
        level = self.pyramid.level(view.zoom)
        fx, fy = level.shape[1] / view.picture[0], level.shape[0] / view.picture[1]
        x0, y0, x1, y1 = view.visible
        source = QRectF(x0 * fx, y0 * fy, (x1 - x0) * fx, (y1 - y0) * fy)
        with QPainter(photo) as painter:
            smooth = view.scale <= SMOOTH_TO
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            pixels = wrapped(level, _KINDS[level.shape[2]])
            painter.drawImage(self._rect(view.visible), pixels, source)
            if self._veil:
                painter.drawImage(0, 0, self._painted_veil(size))
            if view.scale >= _GRID_FROM:
                self._paint_grid(painter)
        return photo

    def _painted_veil(self, size: QSize) -> QImage:
        """The checkerboard, where no layer covers the picture."""
        veil = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        veil.setDevicePixelRatio(self._viewport.ratio)
        veil.fill(Qt.GlobalColor.transparent)
        place = self._rect((0, 0, *self._viewport.picture))
        with QPainter(veil) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for bounds, clear in self._veil:
                painter.drawImage(self._rect(bounds), clear)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.setBrushOrigin(place.topLeft())
            painter.fillRect(place, checker_brush(_SQUARE))
        return veil

    def _paint_grid(self, painter: QPainter) -> None:
        view = self._viewport
        x0, y0, x1, y1 = view.visible
        left, top = view.to_window(x0, y0)
        right, bottom = view.to_window(x1, y1)
        columns = (view.to_window(x, 0)[0] for x in range(x0, x1 + 1))
        rows = (view.to_window(0, y)[1] for y in range(y0, y1 + 1))
        painter.setPen(QPen(_GRID, 0))
        painter.drawLines([QLineF(x, top, x, bottom) for x in columns])
        painter.drawLines([QLineF(left, y, right, y) for y in rows])

    def _rect(self, bounds: Bounds) -> QRectF:
        corner = QPointF(*self._viewport.to_window(*bounds[:2]))
        return QRectF(corner, QPointF(*self._viewport.to_window(*bounds[2:])))
