"""The window."""

from tutor.gui.lasting import keep_true_alive

keep_true_alive()
