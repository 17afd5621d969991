"""Finds plug-ins, and runs their code in a process of its own. Knows no Qt.

The program itself never imports a plug-in: it reads manifests and talks to the helper process.
"""
