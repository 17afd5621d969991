"""For tests of the window, and of plug-ins; `sqsam_desktop.testing.plugin` extends pytest."""
