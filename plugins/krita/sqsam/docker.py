"""The docker: the layer's picture, on which clicks, boxes and strokes give a live mask."""

from __future__ import annotations

from krita import DockWidget

from sqsam.canvas import PromptCanvas
from sqsam.picture import OPERATIONS, NodePicture, NothingFound
from sqsam.qt import QActionGroup, QtCore, QtGui, QtWidgets
from sqsam.work import Task, Worker

_PREVIEW = 1024
"""Long side of the live mask."""


class SqueezeSamDocker(DockWidget):
    """Shows what a click would select, and does it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("SqueezeSAM")
        self._worker = Worker(self)
        self._worker.changed.connect(self._on_working)
        self._picture: NodePicture | None = None
        self._canvas = PromptCanvas()
        self._canvas.prompted.connect(self._on_prompted)
        self._status = QtWidgets.QLabel("Press Look to begin.")
        self._status.setWordWrap(True)
        body = QtWidgets.QWidget()
        layout = QtWidgets.QVBoxLayout(body)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addLayout(self._tools())
        layout.addWidget(self._canvas, 1)
        layout.addWidget(self._status)
        layout.addLayout(self._results())
        self.setWidget(body)

    def canvasChanged(self, canvas) -> None:
        # Another document; what was looked at stays until the next look.
        pass

    def _tools(self) -> QtWidgets.QHBoxLayout:
        row = QtWidgets.QHBoxLayout()
        row.addWidget(_button("Look", "Take the active layer's picture", self._look))
        group = QActionGroup(self)
        for name, text in (("click", "Click"), ("box", "Box"), ("stroke", "Stroke")):
            button = QtWidgets.QToolButton()
            action = QtGui.QAction if hasattr(QtGui, "QAction") else QtWidgets.QAction
            made = action(text, self)
            made.setCheckable(True)
            made.setChecked(name == "click")
            made.setToolTip(f"{text}: Alt or the right button takes away")
            made.triggered.connect(lambda _, name=name: self._canvas.set_tool(name))
            group.addAction(made)
            button.setDefaultAction(made)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(_button("Back", "Take the last prompt back", self._canvas.take_back))
        row.addWidget(_button("Clear", "Begin again with the subject", self._canvas.clear))
        return row

    def _results(self) -> QtWidgets.QGridLayout:
        grid = QtWidgets.QGridLayout()
        self._operation = QtWidgets.QComboBox()
        self._operation.addItems([each.capitalize() for each in OPERATIONS])
        self._operation.setAccessibleName("How the selection changes")
        self._buttons = [
            _button("Selection", "Change the selection", lambda: self._use(self._select)),
            _button("Mask", "Add a transparency mask", lambda: self._use(NodePicture.add_mask)),
            _button(
                "New layer", "Copy it to a new layer", lambda: self._use(NodePicture.add_layer)
            ),
        ]
        grid.addWidget(self._operation, 0, 0)
        for number, button in enumerate(self._buttons):
            button.setEnabled(False)
            grid.addWidget(button, (number + 1) // 2, (number + 1) % 2)
        return grid

    def _look(self) -> None:
        try:
            self._picture = NodePicture.of_active()
        except NothingFound as error:
            self._status.setText(str(error))
            return
        self._canvas.show_picture(self._picture.pixels, self._picture.width, self._picture.height)

    def _on_prompted(self, prompt: list, goes_on: bool) -> None:
        """Something was drawn; an empty prompt asks for the subject."""
        picture = self._picture
        if picture is None:
            return
        scale = min(1.0, _PREVIEW / max(picture.width, picture.height))
        fields = {"prompt": prompt, "goes_on": goes_on, "scale": scale}

        def show(parts: list, told: dict) -> None:
            if picture is self._picture:
                self._canvas.show_mask(parts[0], told["width"], told["height"])
                self._status.setText("Click a thing; Alt or the right button takes away.")
                for button in self._buttons:
                    button.setEnabled(True)

        say = self._status.setText
        self._worker.ask(Task(picture, "predict", fields, show, say, replaces=True))

    def _use(self, action) -> None:
        picture = self._picture
        if picture is None:
            return
        fields = {"prompt": self._canvas.prompt()}

        def use(parts: list, told: dict) -> None:
            action(picture, parts[0])

        self._worker.ask(Task(picture, "predict", fields, use, self._status.setText))

    def _select(self, picture: NodePicture, mask: bytes) -> None:
        picture.select(mask, OPERATIONS[self._operation.currentIndex()])

    def _on_working(self, works: bool) -> None:
        shape = QtCore.Qt.CursorShape.BusyCursor if works else QtCore.Qt.CursorShape.CrossCursor
        self._canvas.setCursor(shape)


def _button(text: str, tip: str, slot) -> QtWidgets.QPushButton:
    button = QtWidgets.QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda: slot())
    return button
