"""What every test gets: no screen, no user's own files, and a look for what it left running."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest
import tqdm

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
tqdm.tqdm.monitor_interval = 0  # its watching thread would outlive the test

# A busy machine is slow at times, and a failure must come back when the test is run again.
hypothesis.settings.register_profile("here", deadline=None, derandomize=True)
hypothesis.settings.load_profile("here")


@pytest.fixture(autouse=True)
def _alone(sqsam_folders: Path, sqsam_nothing_left: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With folders of its own, and leaving nothing behind."""
    monkeypatch.delenv("SQSAM_DATA", raising=False)
