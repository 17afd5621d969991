"""The Qt that this Krita was built with."""

try:
    from PyQt6 import QtCore, QtGui, QtWidgets
    from PyQt6.QtGui import QActionGroup
except ImportError:
    from PyQt5 import QtCore, QtGui, QtWidgets
    from PyQt5.QtWidgets import QActionGroup

__all__ = ["QActionGroup", "QtCore", "QtGui", "QtWidgets"]
