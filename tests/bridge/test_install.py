from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.bridge import install as bridge
from sqsam_desktop.bridge import protocol
from sqsam_desktop.cli.main import main
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's home with a GIMP and a Krita that were started once."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.delenv("GIMP3_DIRECTORY", raising=False)
    (tmp_path / "data/krita").mkdir(parents=True)
    (tmp_path / "config/GIMP/3.0").mkdir(parents=True)
    yield tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["gimp", "krita"])
def test_what_is_installed_is_taken_out_without_a_trace(home: Path, name: str) -> None:
    kritarc = home / "config/kritarc"
    kritarc.write_text("[General]\nx=1\n\n[python]\nenable_other=true\n\n[z]\ny=2\n")
    before = tree(home)
    assert main(["bridge", "status", name]) == 1
    assert main(["bridge", "install", name]) == 0
    assert main(["bridge", "status", name]) == 0
    assert main(["bridge", "install", name]) == 0  # once more does no harm
    assert tree(home) != before
    assert main(["bridge", "uninstall", name]) == 0
    assert tree(home) == before
    assert main(["bridge", "status", name]) == 1


def test_both_hosts_get_the_same_client(home: Path) -> None:
    clients = []
    for host in bridge.hosts().values():
        (place,) = bridge.install(host)
        clients.append((place.folder / "sqsam/sqsam_client.py").read_bytes())
    assert clients[0] == clients[1] == Path(protocol.__file__).read_bytes()


def test_the_client_needs_nothing_but_the_standard_library(home: Path) -> None:
    (place,) = bridge.install(bridge.hosts()["gimp"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import runpy; runpy.run_path('sqsam_client.py')"],
        cwd=place.folder / "sqsam",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_engines_command_works_from_anywhere(home: Path) -> None:
    (place,) = bridge.install(bridge.hosts()["krita"])
    engine = json.loads((place.folder / "sqsam/sqsam_engine.json").read_text())
    command = [*engine["command"], "--version"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert engine["address"].startswith(str(home / "run"))


def test_krita_is_told_to_use_it(home: Path) -> None:
    kritarc = home / "config/kritarc"
    kritarc.write_text("[python]\nenable_sqsam=false\n[z]\ny=2\n")
    bridge.install(bridge.hosts()["krita"])
    assert kritarc.read_text() == "[python]\nenable_sqsam=true\n[z]\ny=2\n"
    bridge.uninstall(bridge.hosts()["krita"])
    assert kritarc.read_text() == "[python]\nenable_sqsam=false\n[z]\ny=2\n"


def test_files_of_others_are_not_touched(home: Path) -> None:
    foreign = home / "config/GIMP/3.0/plug-ins/sqsam/sqsam_client.py"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine")
    before = tree(home)
    with pytest.raises(SqsamError, match="not ours"):
        bridge.install(bridge.hosts()["gimp"])
    assert tree(home) == before
    assert bridge.uninstall(bridge.hosts()["gimp"]) == []
    assert tree(home) == before


@pytest.mark.parametrize("name", ["gimp", "krita"])
def test_an_installation_that_was_cut_short_can_be_repeated_or_undone(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, before = bridge.hosts()[name], tree(home)
    number_of_files = len(bridge._files(host, host.places()[0]))
    for after in range(number_of_files):
        written = 0

        def dies(path: Path, content: bytes, after: int = after) -> None:
            nonlocal written
            written += 1
            if written > after:
                raise KeyboardInterrupt
            write_whole(path, content)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(bridge, "write_whole", dies)
            bridge.install(host)
        bridge.uninstall(host)
        assert {k: v for k, v in tree(home).items() if "kritarc" not in k} == before
    bridge.install(host)
    assert [each.state for each in bridge.status(host)] == ["installed"]


def test_a_folder_that_cannot_be_made_is_said(home: Path) -> None:
    (home / "data/krita/pykrita").write_text("a file")
    with pytest.raises(SqsamError, match="cannot be written"):
        bridge.install(bridge.hosts()["krita"])


def test_strange_settings_stay_as_they_are(home: Path) -> None:
    kritarc = home / "config/kritarc"
    strange = "[recent]\nx=a\u2028b\x0cc\x85d\n".encode() + b"y=\xff\xfe\n\n[python]\nz=1\n"
    kritarc.write_bytes(strange)
    bridge.install(bridge.hosts()["krita"])
    assert b"enable_sqsam=true" in kritarc.read_bytes()
    bridge.uninstall(bridge.hosts()["krita"])
    assert kritarc.read_bytes() == strange


def test_a_file_that_was_changed_is_noticed(home: Path) -> None:
    host = bridge.hosts()["krita"]
    (place,) = bridge.install(host)
    (place.folder / "sqsam/sqsam_client.py").write_text("broken")
    assert [each.state for each in bridge.status(host)] == ["changed"]
    bridge.install(host)
    assert [each.state for each in bridge.status(host)] == ["installed"]


def test_a_host_that_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data/krita").rmdir()
    assert main(["bridge", "install", "krita"]) == 1
    assert "Krita was not found" in capsys.readouterr().err
    assert main(["bridge", "install", "photoshop"]) == 2


LINES = st.lists(
    st.sampled_from(["[python]", "[a]", "enable_other=true", "x=1", "", "# note"]), max_size=8
).filter(lambda lines: lines.count("[python]") <= 1)


@given(LINES)
def test_the_settings_are_as_before_in_the_end(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "kritarc"
        text = "".join(f"{line}\n" for line in lines)
        settings.write_text(text)
        before = bridge._switch(settings, "true")
        assert "enable_sqsam=true" in settings.read_text()
        bridge._switch(settings, before)
        made = "\n[python]\n" if lines else "[python]\n"
        assert settings.read_text() == (text if "[python]" in lines else text + made)
