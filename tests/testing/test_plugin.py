"""The pytest plug-in in a project that knows nothing of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WINDOW = """
import pytest

from sqsam_desktop import paths

@pytest.fixture
def sqsam_photo(tmp_path):
    from PIL import Image
    photo = Image.open(paths.resources() / "samples" / "astronaut.jpg")
    photo.resize((256, 256)).save(tmp_path / "mine.png")
    return tmp_path / "mine.png"

def test_a_click(sqsam_window, compare_picture):
    assert sqsam_window.window.files.name == "mine.png"
    sqsam_window.click(110, 60)
    mask = sqsam_window.wait_for_mask()
    assert mask.shape == (256, 256)
    assert mask[60, 110] == 255
    assert mask[5, 30] == 0
    compare_picture(sqsam_window.picture(), "astronaut")

def test_a_box_and_a_stroke(sqsam_window):
    sqsam_window.box(40, 10, 200, 250)
    assert sqsam_window.wait_for_mask()[60, 110] == 255
    sqsam_window.stroke((105, 50), (110, 60), (112, 70))
    assert sqsam_window.wait_for_mask()[60, 110] == 255
    assert len(sqsam_window.editor.outline.steps) == 1
"""

LEAK = """
import threading

from sqsam_desktop.testing import plugin

end = threading.Event()

plugin._PATIENCE_S = 0.01

def test_that_forgets_its_thread(sqsam_nothing_left):
    threading.Thread(target=end.wait, name="forgotten", daemon=True).start()
"""


def run_pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    return folder


def test_a_window_in_a_foreign_project(project: Path) -> None:
    (project / "test_window.py").write_text(WINDOW)
    assert run_pytest(project, "--sqsam-update", "-k", "click").returncode == 0
    assert (project / "expected" / "astronaut.png").exists()
    done = run_pytest(project)
    assert done.returncode == 0, done.stdout


def test_a_forgotten_thread_is_named(project: Path) -> None:
    (project / "test_leak.py").write_text(LEAK)
    done = run_pytest(project)
    assert done.returncode == 1
    assert "left the thread forgotten running" in done.stdout


def test_who_does_not_use_it_pays_nothing(project: Path) -> None:
    (project / "test_lean.py").write_text(
        "import sys\n"
        "def test_lean():\n"
        "    heavy = {'PySide6', 'numpy', 'cv2', 'PIL', 'sqsam_desktop.errors'}\n"
        "    assert not heavy & set(sys.modules)\n"
    )
    done = run_pytest(project, "-p", "no:pytest-qt", "-p", "no:hypothesispytest")
    assert done.returncode == 0, done.stdout
