"""The rules of the house that a machine can check: who imports whom, and how long things get."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sqsam_desktop"
MODULES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])

LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 5
LONGER = {"ui/canvas.py": 500, "ui/editor.py": 500}
EFFECTS_MAY_IMPORT = {"sqsam_desktop.plugin_api", "numpy", "cv2", "PIL"} | sys.stdlib_module_names


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many a caller has to think of: neither `self` nor Qt's and Python's `*args`."""
    given = function.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def foreign_imports(source: str) -> set[str]:
    """Modules that an effect imports and should not."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imported.add(node.module or "")
    return {
        name
        for name in imported
        if name not in EFFECTS_MAY_IMPORT and name.split(".")[0] not in EFFECTS_MAY_IMPORT
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_readable(path: Path) -> None:
    source = path.read_text("utf-8")
    limit = LONGER.get(str(path.relative_to(PACKAGE)), LINES) if PACKAGE in path.parents else LINES
    assert len(source.splitlines()) <= limit
    for function in functions(ast.parse(source)):
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < FUNCTION_LINES, function.name
        assert parameters(function) <= PARAMETERS, function.name


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    command = [lint, "--no-cache", "--config", ROOT / "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_effects_import_the_plugin_interface_only() -> None:
    found = {
        str(path): foreign
        for path in sorted((ROOT / "plugins" / "effects").rglob("*.py"))
        if (foreign := foreign_imports(path.read_text("utf-8")))
    }
    assert found == {}


def test_foreign_imports_are_seen() -> None:
    source = """
import os.path, torch
from numpy import linalg
from sqsam_desktop.plugin_api import Run
from . import sibling
def late():
    from sqsam_desktop.core import mask
    import PIL.Image
"""
    assert foreign_imports(source) == {"torch", "sqsam_desktop.core"}
