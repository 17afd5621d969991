"""`sqsam serve`, `edit` and `bridge`: what GIMP and Krita start, and what lets them find it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqsam_desktop import paths
from sqsam_desktop.cli.arguments import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence


def serve(arguments: Sequence[str]) -> int:
    """Run `sqsam serve`; returns the exit code once nobody has asked for long.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The engine runs already, or cannot listen there.
    """
    parser = Parser("serve", "Answer GIMP, Krita and other programs; ends after 10 idle minutes.")
    parser.add_argument("--socket", type=Path, metavar="PATH", help="where to listen")
    options = parser.read(arguments)

    from sqsam_desktop.bridge.server import Server
    from sqsam_desktop.bridge.service import Service, Shared
    from sqsam_desktop.cli.effects import open_host
    from sqsam_desktop.engine import Predictor

    Predictor.default()  # so that the first client need not wait for the model
    address = options.socket or paths.engine_address()
    with open_host() as host:
        shared = Shared(host)
        Server(address, lambda: Service(Predictor.default(), shared)).run()
    return 0


def edit(arguments: Sequence[str]) -> int:
    """Run `sqsam edit`; returns the exit code once its window is closed.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: There is no screen.
    """
    parser = Parser("edit", "Edit a picture for another program, which starts this by itself.")
    parser.add_argument("--reply", required=True, metavar="SOCKET", help="who wants it")
    options = parser.read(arguments)

    from sqsam_desktop.cli.window import open_window

    return open_window(reply=options.reply)


def bridge(arguments: Sequence[str]) -> int:
    """Run `sqsam bridge`; returns the exit code: 1 if `status` finds the plug-in nowhere.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: The host is not there, or a file is in the way.
    """
    from sqsam_desktop.bridge.install import hosts, install, status, uninstall

    parser = Parser("bridge", "Put SqueezeSAM into GIMP or Krita, or take it out again.")
    parser.add_argument("action", choices=("install", "uninstall", "status"))
    parser.add_argument("host", choices=tuple(hosts()))
    options = parser.read(arguments)
    host = hosts()[options.host]
    if options.action == "status":
        found = status(host)
        for each in found:
            print(f"{each.place.folder}  {each.state}  {each.version}".rstrip())
        if not found:
            print(f"{host.name} was not found.")
        return 0 if any(each.state == "installed" for each in found) else 1
    places = (install if options.action == "install" else uninstall)(host)
    for place in places:
        print(place.folder)
    if options.action == "install":
        print(f"Start {host.name} again to see it.")
    elif not places:
        print("It was not installed.")
    return 0
