"""The window."""

from tutor.gui.lasting import make_constants_last

make_constants_last()
