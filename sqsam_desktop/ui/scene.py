"""The photo with the mask over it, as one image of the window's size, painted when it is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QRegion, QTransform

from sqsam_desktop.core.drawing import Drawing, Tile, View, lines_of
from sqsam_desktop.ui.checker import checker_brush
from sqsam_desktop.ui.live_stroke import LiveStroke
from sqsam_desktop.ui.mask_images import (
    CLEAR,
    FILMS,
    VIEWS,
    hover_table,
    image,
    view_table,
    wrapped,
)
from sqsam_desktop.ui.screen_colours import Converter, converter
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.viewport import NOWHERE, SMOOTH_TO, Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqsam_desktop.core.brush import BrushStroke
    from sqsam_desktop.core.compositor import Patch
    from sqsam_desktop.core.mask import Bounds, Line
    from sqsam_desktop.core.tiles import Pyramid

Patches: TypeAlias = "Sequence[tuple[Bounds, QImage]]"
"""Images over rectangles of the source; a later one takes the place of those before it."""

_GRID_FROM = 8.0
_SQUARE = 8
"""Logical pixels of the checkerboard."""
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
        self._viewport = NOWHERE
        self._to_screen: Converter | None = None
        self._view = VIEWS[0]
        self._film: str = FILMS[0]
        self._overlays: Patches = ()
        self._hover: Patches = ()
        self._veil: Patches = ()
        self._composite: Patches = ()
        self._live: LiveStroke | None = None
        self._photo: QImage | None = None
        self._ground: QImage | None = None
        self._image: QImage | None = None

    @property
    def photo(self) -> QImage:
        """The photo alone at device resolution; there must be one."""
        if self._photo is None:
            self._photo = self._painted_photo()
        return self._photo

    @property
    def image(self) -> QImage:
        """All of it at device resolution; there must be a photo."""
        if self._image is None:
            if self._ground is None:
                self._ground = self._painted_ground()
            self._image = self._painted_over(self._ground)
        return self._image

    @property
    def lines(self) -> Sequence[Line]:
        """The outline in source pixels, that of a stroke that still goes on included."""
        if self._live is not None:
            return lines_of(self._live.tile, self._viewport.source)
        return self.drawing.lines if self.drawing else ()

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint all of it where a window changed."""
        _paint_parts(painter, region, self.image)

    def paint_photo(self, painter: QPainter, region: QRegion) -> None:
        """Paint the photo alone where a window changed."""
        if not region.isEmpty():
            _paint_parts(painter, region, self.photo)

    def set_picture(self, pyramid: Pyramid) -> None:
        """Take another photo, with nothing outlined."""
        self.pyramid = pyramid
        self._to_screen = converter(pyramid.profile)
        self._veil = self._composite = ()
        self.set_drawing(None)
        self.repaint()

    def look_through(self, viewport: Viewport) -> None:
        """Take another place or zoom."""
        before, self._viewport = self._viewport, viewport
        step = viewport.shift_from(before)
        if step is None:
            self.repaint()
        else:
            self._scroll(*step)

    def set_drawing(self, drawing: Drawing | None) -> None:
        """Take what is outlined; any hover film goes with the old one."""
        self.drawing = drawing
        self._hover = ()
        if self._live is not None:
            self._live = LiveStroke(self._finest(), self._live.stroke)
        self._colour()

    def set_cover(self, tiles: tuple[Tile, ...] | None) -> bool:
        """Take what layers cover, None if that is everything; whether anything changed."""
        if tiles is None and not self._veil:
            return False
        self._veil = [(tile.bounds, image(tile.mask, CLEAR)) for tile in tiles or ()]
        self._ground = self._image = None
        return True

    def set_composite(self, patches: Sequence[Patch] | None) -> bool:
        """Take what layers look like, None if the photo as it is; whether anything changed."""
        if not patches and not self._composite:
            return False
        kind = QImage.Format.Format_RGBA8888
        self._composite = [(each.bounds, wrapped(each.pixels, kind)) for each in patches or ()]
        self._ground = self._image = None
        return True

    def set_view(self, view: str, film: str) -> None:
        """Show the mask in another way, one of `mask_images.VIEWS`, with a film of that colour."""
        self._view, self._film = view, film
        self._colour()

    def set_hover(self, tile: Tile | None, adds: bool) -> bool:
        """Take what a click would take or take away; whether anything changed."""
        if tile is None and not self._hover:
            return False
        theme = Theme.current()
        table = hover_table(QColor(theme.accent if adds else theme.negative))
        self._hover = () if tile is None else [(tile.bounds, image(tile.mask, table))]
        self._image = None
        return True

    def paint_live(self, stroke: BrushStroke) -> QRegion:
        """Show what a brush stroke makes of the mask while it goes on; the window's part of that.

        The stroke is always the same one, or that one gone on with, until `end_live`.
        """
        if self._live is None:
            self._live = LiveStroke(self._finest(), stroke)
            self._colour()
            return QRegion(self._place.toAlignedRect())
        box = self._live.paint(stroke)
        return self._recolour(self._live.tile, box) if box[2] else QRegion()

    def end_live(self, keeps: bool) -> None:
        """The stroke is complete, and stays until its drawing comes, or it was given up."""
        live, self._live = self._live, None
        if live is None:
            return
        if keeps:
            lines = lines_of(live.tile, self._viewport.source)
            tiles = (live.tile,) if self.drawing is None else (*self.drawing.tiles[:-1], live.tile)
            old = self.drawing or Drawing(View(live.tile.bounds, 0.0), tiles, (), False)
            self.drawing = replace(old, tiles=tiles, lines=lines, is_empty=False)
        else:
            self._colour()

    def repaint(self) -> None:
        """Forget what was painted."""
        self._photo = self._ground = self._image = None

    def _colour(self) -> None:
        tiles = () if self.drawing is None or self.drawing.is_empty else self.drawing.tiles
        if self._live is not None:
            tiles = (*tiles[:-1], self._live.tile)
        table = view_table(self._view, self._film)
        self._overlays = [(tile.bounds, image(tile.mask, table)) for tile in tiles]
        self._image = None

    def _scroll(self, dx: int, dy: int) -> None:
        """Move what was painted, and paint only what has come into view."""
        fresh = self._everything - self._everything.translated(dx, dy)

        def moved(old: QImage, paint: Callable[[QPainter, QRegion], None]) -> QImage:
            new = QImage(old.size(), QImage.Format.Format_RGB32)
            new.setDevicePixelRatio(old.devicePixelRatio())
            with QPainter(new) as painter:
                painter.drawImage(dx, dy, old)
                # One after the other: Qt is fast within a rectangle only.
                for rect in cast("Iterable[QRect]", fresh):
                    paint(painter, QRegion(rect))
            return new

        photo, ground = self._photo, self._ground
        if photo is not None:
            self._photo = moved(photo, self._paint_photo)
        if ground is not None:
            self._ground = self._photo if ground is photo else moved(ground, self._paint_ground)
        if self._image is not None:
            self._image = moved(self._image, self._paint_over)

    def _finest(self) -> Tile:
        """The mask of what is seen; an empty one if nothing is outlined."""
        if self.drawing is not None and self.drawing.tiles:
            return self.drawing.tiles[-1]
        x0, y0, x1, y1 = bounds = self._viewport.visible_source
        zoom = min(1.0, self._viewport.source_zoom)
        shape = max(1, round((y1 - y0) * zoom)), max(1, round((x1 - x0) * zoom))
        return Tile(bounds, np.zeros(shape, np.uint8))

    def _recolour(self, tile: Tile, box: Bounds) -> QRegion:
        """Paint some pixels of the finest tile again; where they lie in the window."""
        bounds, overlay = self._overlays[-1]
        area = np.s_[box[1] : box[3], box[0] : box[2]]
        overlay.pixels[area] = view_table(self._view, self._film)[tile.mask[area]]  # type: ignore[attr-defined]
        x0, y0, x1, y1 = bounds
        across, down = (x1 - x0) / tile.mask.shape[1], (y1 - y0) / tile.mask.shape[0]
        corner = QPointF(x0 + (box[0] - 1) * across, y0 + (box[1] - 1) * down)
        other = QPointF(x0 + (box[2] + 1) * across, y0 + (box[3] + 1) * down)
        touched = self._to_window.mapRect(QRectF(corner, other)).toAlignedRect()
        region = QRegion(touched) & QRegion(self._place.toAlignedRect())
        if self._image is not None and self._ground is not None:
            with QPainter(self._image) as painter:
                self._paint_over(painter, region)
        return region

    def _painted_ground(self) -> QImage:
        """What layers look like, or the photo where they cover it; elsewhere the checkerboard."""
        if not self._veil and not self._composite:
            return self.photo
        ground = QImage(self.photo)
        with QPainter(ground) as painter:
            self._paint_ground(painter, self._everything)
        return ground

    def _paint_ground(self, painter: QPainter, within: QRegion) -> None:
        """The same over the photo, in a part of the window."""
        painter.setClipRegion(within)
        painter.drawImage(0, 0, self.photo)
        if self._composite:
            painter.setBrushOrigin(self._place.topLeft())
            painter.fillRect(self._place, checker_brush(_SQUARE))
            self._paint_patches(painter, self._composite, within)
        elif self._veil:
            painter.drawImage(0, 0, self._squares(self._veil, within))

    def _painted_over(self, ground: QImage) -> QImage:
        scene = QImage(ground.size(), QImage.Format.Format_RGB32)
        scene.setDevicePixelRatio(ground.devicePixelRatio())
        with QPainter(scene) as painter:
            self._paint_over(painter, self._everything)
        return scene

    def _paint_over(self, painter: QPainter, within: QRegion) -> None:
        """The ground with the mask over it, in a part of the window."""
        assert self._ground is not None
        painter.setClipRegion(within)
        painter.drawImage(0, 0, self._ground)
        if self._view == "checker" and self._overlays:
            painter.drawImage(0, 0, self._squares(self._overlays, within))
        else:
            self._paint_patches(painter, self._overlays, within)
        self._paint_patches(painter, self._hover, within)

    def _paint_patches(self, painter: QPainter, patches: Patches, within: QRegion) -> None:
        smooth = patches is not self._composite or self._viewport.scale <= SMOOTH_TO
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        to_window = self._to_window
        everything = QRegion(self._place.toAlignedRect()) & within
        for index, (bounds, overlay) in enumerate(patches):
            # A coarse one shows only where no finer one lies.
            finer = [_covered(to_window, other) for other, _ in patches[index + 1 :]]
            painter.resetTransform()
            painter.setClipRegion(everything - (finer[0] if finer else QRegion()))
            painter.setTransform(to_window)
            painter.drawImage(_rect(bounds), overlay)
        painter.resetTransform()
        painter.setClipping(False)

    def _squares(self, patches: Patches, within: QRegion) -> QImage:
        """A checkerboard, as opaque as the patches, in a part of the window."""
        view = self._viewport
        size = QSize(round(view.width * view.ratio), round(view.height * view.ratio))
        squares = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        squares.setDevicePixelRatio(view.ratio)
        squares.fill(Qt.GlobalColor.transparent)
        with QPainter(squares) as painter:
            self._paint_patches(painter, patches, within)
            painter.setClipRegion(within)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.setBrushOrigin(self._place.topLeft())
            painter.fillRect(self._place, checker_brush(_SQUARE))
        return squares

    def _painted_photo(self) -> QImage:
        view = self._viewport
        size = QSize(round(view.width * view.ratio), round(view.height * view.ratio))
        photo = QImage(size, QImage.Format.Format_RGB32)
        photo.setDevicePixelRatio(view.ratio)
        with QPainter(photo) as painter:
            self._paint_photo(painter, self._everything)
        return photo

    def _paint_photo(self, painter: QPainter, within: QRegion) -> None:
        """The photo alone, in a part of the window."""
        view = self._viewport
        painter.setClipRegion(within)
        painter.fillRect(within.boundingRect(), QColor(Theme.current().canvas))
        painter.setClipRect(self._place & QRectF(within.boundingRect()))
        if self._to_screen is None:
            self._paint_pixels(painter)
        else:
            area = within.boundingRect()
            part = QImage(area.size() * view.ratio, QImage.Format.Format_RGB32)
            part.setDevicePixelRatio(view.ratio)
            part.fill(Qt.GlobalColor.black)
            with QPainter(part) as canvas:
                canvas.translate(-area.topLeft())
                self._paint_pixels(canvas)
            painter.drawImage(area.topLeft(), self._to_screen(part))
        if view.scale >= _GRID_FROM and view.frame.is_exact:
            self._paint_grid(painter)
        painter.setClipping(False)

    def _paint_pixels(self, painter: QPainter) -> None:
        """The photo in its own colours; the painter works in logical pixels."""
        assert self.pyramid is not None
        view = self._viewport
        level = self.pyramid.level(view.source_zoom)
        fx, fy = level.shape[1] / view.source[0], level.shape[0] / view.source[1]
        x0, y0, x1, y1 = bounds = view.visible_source
        source = QRectF(x0 * fx, y0 * fy, (x1 - x0) * fx, (y1 - y0) * fy)
        smooth = view.scale <= SMOOTH_TO
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.save()
        painter.setTransform(self._to_window, True)
        painter.drawImage(_rect(bounds), wrapped(level, _KINDS[level.shape[2]]), source)
        painter.restore()

    def _paint_grid(self, painter: QPainter) -> None:
        view = self._viewport
        x0, y0, x1, y1 = view.visible
        left, top = self._place.x(), self._place.y()
        factor = view.zoom / view.ratio
        columns = (left + x * factor for x in range(x0, x1 + 1))
        rows = (top + y * factor for y in range(y0, y1 + 1))
        painter.setPen(QPen(_GRID, 0))
        ends = left + x0 * factor, left + x1 * factor, top + y0 * factor, top + y1 * factor
        painter.drawLines([QLineF(x, ends[2], x, ends[3]) for x in columns])
        painter.drawLines([QLineF(ends[0], y, ends[1], y) for y in rows])

    @property
    def _everything(self) -> QRegion:
        return QRegion(0, 0, self._viewport.width, self._viewport.height)

    @property
    def _to_window(self) -> QTransform:
        """From source to logical window coordinates."""
        a, b, c, d, e, f = self._viewport.matrix
        return QTransform(a, d, b, e, c, f)

    @property
    def _place(self) -> QRectF:
        x0, y0, x1, y1 = self._viewport.place
        return QRectF(QPointF(x0, y0), QPointF(x1, y1))


def _paint_parts(painter: QPainter, region: QRegion, image: QImage) -> None:
    ratio = image.devicePixelRatio()
    for rect in cast("Iterable[QRect]", region):
        size = QSizeF(rect.size()) * ratio
        painter.drawImage(QRectF(rect), image, QRectF(QPointF(rect.topLeft()) * ratio, size))


def _rect(bounds: Bounds) -> QRectF:
    return QRectF(QPointF(*bounds[:2]), QPointF(*bounds[2:]))


def _covered(to_window: QTransform, bounds: Bounds) -> QRegion:
    """Where a rectangle of the source lies in the window."""
    if to_window.isRotating():
        return QRegion(to_window.map(QPolygonF(_rect(bounds))).toPolygon())
    return QRegion(to_window.mapRect(_rect(bounds)).toAlignedRect())
