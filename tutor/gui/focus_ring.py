"""A ring of 3 px round whatever hears the keyboard, the same for every control."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from tutor.gui.theme import theme

WIDTH = 3  # px
GAP = 2  # px between control and ring
_FOLLOWED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
    }
)


class FocusRing(QObject):
    """Follows the keyboard's focus through the application; make one and keep it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._followed: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        target = _ringed(new)
        if target is None:
            return
        host = _host(target)
        self._ring = _Ring(host)
        walk: QWidget | None = target
        while walk is not None and walk is not host:
            self._followed.append(walk)
            walk.installEventFilter(self)
            walk = walk.parentWidget()
        self._place()

    def surrounds(self, widget: QWidget) -> bool:
        """Tell whether the ring is shown round `widget`."""
        return self._ring is not None and self._ring.isVisible() and self._followed[:1] == [widget]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control and all that it lies in."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _let_go(self) -> None:
        """Follow nothing; what was followed may be deleted by now."""
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._followed = []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place(self) -> None:
        if self._ring is None or not self._followed or not isValid(self._ring) or not isValid(self._followed[0]):
            return
        target = self._followed[0]
        host = self._ring.parentWidget()
        if host is None or not target.isVisibleTo(host):
            self._ring.hide()
            return
        reach = WIDTH + GAP
        rect = QRect(target.mapTo(host, target.rect().topLeft()), target.size())
        self._ring.setGeometry(rect.adjusted(-reach, -reach, reach, reach))
        self._ring.raise_()
        self._ring.show()


class _Ring(QWidget):
    """The painted ring; the mouse and the keyboard pass through it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a rounded ring in the focus colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus"), WIDTH))
        inset = WIDTH / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 12, 12)


def _ringed(widget: QWidget | None) -> QWidget | None:
    """Give what the ring goes round: not a window, not an area that only scrolls, not a menu."""
    if widget is None or widget.isWindow() or widget.property("ring") == "none":
        return None
    if widget.window().windowType() == Qt.WindowType.Popup:
        return None
    proxy = widget.parentWidget() if widget.property("ring") == "parent" else widget
    return proxy if isinstance(proxy, QWidget) else None


def _host(widget: QWidget) -> QWidget:
    """Give what the ring is a child of: the content of the nearest scroll area, or the window."""
    walk = widget
    while (parent := walk.parentWidget()) is not None and not walk.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent and walk is not widget:
            return walk
        walk = parent
    return walk
