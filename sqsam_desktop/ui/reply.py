"""The window works for another program: it shows that one's picture, and gives back the result."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolBar, QWidget

from sqsam_desktop.bridge.protocol import Closed, ProtocolError
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.reply_job import Deliver, Fetch, Fetched, ReplyJob

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from sqsam_desktop.bridge.protocol import Channel
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.export_job import Content
    from sqsam_desktop.ui.main_window import MainWindow


class Reply(QObject):
    """Fetches a picture for a window, and sends what became of it when the user is done.

    Closing the window means that nothing is kept. If the other program goes first, the picture
    stays open like any that was never saved.

    Args:
        window: Shows the picture; nothing else was opened in it.
        address: Of whoever wants it edited; see `bridge.editing`.
        unpack: Rebuilds predictions.
    """

    def __init__(self, window: MainWindow, address: str, unpack: Unpack) -> None:
        super().__init__(window)
        self._window = window
        self._channel: Channel | None = None
        self._document: Document | None = None
        self._host = ""
        self._bar = ReplyBar(window)
        self._bar.done.connect(self._on_done)
        self._bar.cancelled.connect(window.close)
        window.chrome.column.insertWidget(0, self._bar)
        job = ReplyJob(unpack, window.plugins.in_files)
        self._worker = Background(job, ("reply",), self, queues=("reply",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)
        window.files.closed.connect(self._on_closed)
        window.chrome.show_photo(True)
        window.feedback.working("reply", self.tr("Opening the picture"))
        self._worker.submit(Fetch(address), "reply")

    def _on_answered(self, report: Report[Any, Any]) -> None:
        self._window.feedback.working("reply", "")
        if isinstance(report.answer, Fetched):
            self._show(report.answer)
        else:
            self._leave()

    def _show(self, fetched: Fetched) -> None:
        self._channel, self._host = fetched.channel, fetched.host
        self._window.files.take(fetched.opened)
        self._document = self._window.editor.document
        self._listener = QSocketNotifier(self._channel.fileno(), QSocketNotifier.Type.Read, self)
        self._listener.activated.connect(self._on_heard)
        self._bar.show_host(self._host)

    def _on_done(self) -> None:
        """Give back the document that was fetched, even if another one is shown just now."""
        if self._document is None or not self._window.files.knows(self._document):
            self._window.close()  # its tab was closed: there is nothing to give
            return
        self._window.documents.show_document(self._document)
        self._window.files.once_known(self._deliver)

    def _deliver(self, content: Content) -> None:
        assert self._channel is not None
        # From now on its end is what is to be expected.
        self._listener.setEnabled(False)
        self._bar.setEnabled(False)
        told = self.tr("Handing over to {host}").format(host=self._host)
        self._window.feedback.working("reply", told)
        self._worker.submit(Deliver(self._channel, content), "reply")

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self._window.feedback.working("reply", "")
        if self._channel is None:
            self._bar.hide()
            self._window.chrome.show_photo(False)
        else:
            self._bar.setEnabled(True)
            self._listener.setEnabled(True)
        self._window.messages.show_error(explained(report.error))

    def _on_heard(self) -> None:
        """The other program takes its wish back, or has gone."""
        assert self._channel is not None
        try:
            if self._channel.receive(0) is not None:
                self._leave()
        except ProtocolError:
            self._stay()

    def _leave(self) -> None:
        """There is nothing more to do here, and nothing that could be lost."""
        self._end()
        # Not from within a signal of what is going to be deleted.
        QTimer.singleShot(0, self, self._close)

    def _close(self) -> None:
        self._count_as_safe(True)
        self._window.close()

    def _stay(self) -> None:
        """Let the picture be the user's own."""
        self._end()
        self._bar.hide()
        self._count_as_safe(False)
        text = self.tr("{host} does not wait for this picture any more. Save it to keep it.")
        self._window.messages.show_notice(text.format(host=self._host))

    def _count_as_safe(self, is_safe: bool) -> None:
        if self._document is not None and self._window.files.knows(self._document):
            self._window.files.count_as_safe(self._document, is_safe)

    def _end(self) -> None:
        channel, self._channel = self._channel, None
        if channel is not None:
            self._listener.setEnabled(False)
            channel.close()

    def _on_closed(self) -> None:
        self._worker.close()
        if self._channel is not None:
            with suppress(Closed):
                self._channel.send({"cancelled": True})
            self._end()


class ReplyBar(QToolBar):
    """Says for whom the picture is edited, and how that ends.

    Signals:
        done(): The result is to be given back.
        cancelled(): Nothing is.
    """

    done = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Editing for another program"))
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setContentsMargins(8, 0, 8, 0)
        hint = QLabel(self.tr("Done gives back the selection and the layers."))
        hint.setProperty("role", "dim")
        cancel, done = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Done"))
        done.setProperty("primary", True)
        done.clicked.connect(self.done)
        cancel.clicked.connect(self.cancelled)
        space, gap, edge = QWidget(), QWidget(), QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        gap.setFixedWidth(8)
        edge.setFixedWidth(4)
        self.addWidget(self._title)
        self._hint = self.addWidget(hint)
        for widget in (space, cancel, gap, done, edge):
            self.addWidget(widget)
        self.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The words go before the way out does.
        self._hint.setVisible(True)
        self._hint.setVisible(self.sizeHint().width() <= self.width())

    def show_host(self, host: str) -> None:
        """Tell for whom, and let the user end it."""
        self._title.setText(self.tr("Editing for {host}").format(host=host))
        self.setEnabled(True)
