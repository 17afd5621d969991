"""SqueezeSAM Desktop: a photo editor that outlines the subject before you click."""

from __future__ import annotations

__version__ = "0.1.0"
