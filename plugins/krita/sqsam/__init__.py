"""SqueezeSAM in Krita: a docker and actions; the engine is a process of its own.

Here are the standard library and Krita's own modules only; PyQt5 in Krita 5, PyQt6 in Krita 6.
"""

from krita import DockWidgetFactory, DockWidgetFactoryBase, Krita

from sqsam.actions import SqueezeSam
from sqsam.docker import SqueezeSamDocker

_krita = Krita.instance()
_krita.addExtension(SqueezeSam(_krita))
_krita.addDockWidgetFactory(
    DockWidgetFactory("sqsam", DockWidgetFactoryBase.DockPosition.DockRight, SqueezeSamDocker)
)
