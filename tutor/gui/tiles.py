"""Big things to choose from, in rows: arrow keys walk over them, Enter or Space chooses."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from tutor.gui.icons import pixmap
from tutor.gui.theme import theme

_ISOLATE = "\u2068{}\u2069"  # a name keeps its own direction, its dots behind it
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Tile(QToolButton):
    """A picture with a word under it (or alone: then `spoken` is its name)."""

    def __init__(self, picture: str, text: str = "", *, spoken: str = "", picture_px: int = 96) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setAccessibleName(spoken or text)
        self.setToolTip(spoken or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture, self._word, self._picture_px = picture, text, picture_px
        under = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        self.setToolButtonStyle(under if text else Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._draw()
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._draw()

    def _draw(self) -> None:
        scale = min(1.6, max(1.0, theme().scale))
        size = QSize(self._picture_px, self._picture_px) * scale
        self.setIcon(QIcon(pixmap(self._picture, size)))
        self.setIconSize(size)
        font = theme().font("body", is_bold=bool(self._word))
        self.setFont(font)
        width = size.width() + round(56 * scale)
        height = size.height() + 32
        if self._word:
            width = max(width, round(theme().text_px("body") * 9))
            metrics = QFontMetrics(font)
            self.setText(_ISOLATE.format(metrics.elidedText(self._word, Qt.TextElideMode.ElideRight, width - 24)))
            height += metrics.height() + 16
        else:
            width = size.width() + 28
            height = size.height() + 28
        self.setFixedSize(width, height)


class TileGrid(QWidget):
    """Tiles in rows that fit the width. Only one of them is a stop of the Tab key."""

    chosen = Signal(int)  # place of the tile

    def __init__(self, *, is_checkable: bool = False, is_centred: bool = False) -> None:
        super().__init__()
        self._tiles: list[Tile] = []
        self._is_checkable = is_checkable
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        self._grid.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop if is_centred else leading)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._on_theme_changed)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """Give the tiles in order."""
        return tuple(self._tiles)

    @property
    def checked(self) -> int:
        """Give the place of the checked tile, -1 when none is."""
        return next((place for place, tile in enumerate(self._tiles) if tile.isChecked()), -1)

    def show_tiles(self, tiles: list[Tile]) -> None:
        """Put these tiles in place of those before."""
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tiles = tiles
        for place, tile in enumerate(tiles):
            tile.setCheckable(self._is_checkable)
            tile.setAutoExclusive(self._is_checkable)
            tile.installEventFilter(self)
            tile.clicked.connect(self._on_clicked)
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == 0 else Qt.FocusPolicy.ClickFocus)
        self._columns = 0
        self._arrange()

    def check(self, place: int) -> None:
        """Check a tile, and make it the stop of the Tab key."""
        self._tiles[place].setChecked(True)
        self._stop_at(place)

    def focus_first(self) -> QWidget | None:
        """Give the tile that the Tab key reaches."""
        tab = Qt.FocusPolicy.StrongFocus
        return next((tile for tile in self._tiles if tile.focusPolicy() == tab), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew for another width."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk with the arrow keys, choose with Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, Tile):
            return self._on_key(watched, event.key())
        return False

    def _on_key(self, tile: Tile, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            tile.click()
            return True
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Home: -len(self._tiles),
            Qt.Key.Key_End: len(self._tiles),
        }
        if key not in steps:
            return False
        step = steps[key]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and key in _STEPS:
            step = -step
        place = self._tiles.index(tile) + step
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not 0 <= place < len(self._tiles):
            return False  # the page may scroll
        place = max(0, min(len(self._tiles) - 1, place))
        self._stop_at(place)
        self._tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
        if self._is_checkable:
            self._tiles[place].click()
        return True

    def _stop_at(self, place: int) -> None:
        for number, tile in enumerate(self._tiles):
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus)

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            place = self._tiles.index(tile)
            self._stop_at(place)
            self.chosen.emit(place)

    def _on_theme_changed(self) -> None:
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        if not self._tiles:
            return
        gap = theme().space(2 if self._tiles[0].text() else 1)
        self._grid.setSpacing(gap)
        width = self._tiles[0].width()
        columns = max(1, min(len(self._tiles), (self.width() + gap) // (width + gap)))
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
            tile.show()  # at once, so that it can take the keyboard
