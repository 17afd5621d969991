"""`sqsam effects`, and what `--effect ID:a=1,b=2` means to the commands that take it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqsam_desktop import paths
from sqsam_desktop.cli.arguments import Parser, UsageError
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.effects import Effects
from sqsam_desktop.plugin_host.host import MissingEffect, PluginError, PluginHost
from sqsam_desktop.plugin_host.manifest import Rejected, find_plugins
from sqsam_desktop.plugin_host.params import completed, parsed
from sqsam_desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqsam_desktop.core.document import Value
    from sqsam_desktop.plugin_host.manifest import EffectEntry
    from sqsam_desktop.plugin_host.params import Field

_COMMA = re.compile(r"(?<!\\),")


def effects(arguments: Sequence[str]) -> int:
    """Run `sqsam effects`: list them with their parameters; what cannot be used goes to stderr."""
    parser = Parser("effects", "List the effects there are, with their parameters.")
    parser.add_argument("--json", action="store_true", help="print a list that programs can read")
    as_json = parser.read(arguments).json
    with open_host() as host:
        described = sorted(_described(host), key=lambda each: each[0].name.casefold())
    if as_json:
        print(json.dumps([_as_json(*each) for each in described], ensure_ascii=False, indent=2))
    else:
        short = [_short(effect) for effect, _ in described]
        for effect, fields in described:
            unique = short.count(_short(effect)) == 1
            _print_effect(_short(effect) if unique else effect.id, effect, fields)
    return 0


def add_effect_option(parser: Parser) -> None:
    """Let a command take `--effect`, any number of times, as the list `effects`."""
    parser.add_argument(
        "--effect",
        dest="effects",
        action="append",
        default=[],
        metavar="ID[:a=1,b=2]",
        help="show the whole photo, with an effect on the subject ('sqsam effects' lists them); "
        "a comma in a value is written \\, and ID:@FILE.json reads all of them from a file",
    )


def open_host() -> PluginHost:
    """The plug-ins there are, without those that the user switched off."""
    wanted = Settings.load(paths.user_config() / "settings.json").plugins
    return PluginHost(find_plugins(), disabled=[name for name, on in wanted.items() if not on])


def strict(host: PluginHost) -> Effects:
    """Runs effects; what goes wrong in one is raised, and ends the command."""
    return Effects(host, _raise)


def uses_of(texts: Sequence[str], host: PluginHost) -> tuple[EffectUse, ...]:
    """The effects that were asked for, in that order.

    Args:
        texts: As `--effect` takes them.
        host: Knows the effects.

    Raises:
        UsageError: There is no such effect or parameter, or a value does not do.
        PluginError: A plug-in does not work.
    """
    try:
        return tuple(_use(text, host) for text in texts)
    except PluginError:
        raise
    except SqsamError as error:
        raise UsageError(str(error)) from error


def _raise(error: SqsamError) -> None:
    raise error


def _use(text: str, host: PluginHost) -> EffectUse:
    name, _, given = text.partition(":")
    effect = host.resolve(name)
    fields = host.fields(effect)
    if given.startswith("@"):
        params = _from_file(Path(given[1:]), fields)
    else:
        params = parsed(fields, _texts(given))
    return EffectUse(effect, _sorted(_located(params, fields)))


def _located(params: Mapping[str, Value], fields: Sequence[Field]) -> dict[str, Value]:
    """The same with files named in full: the effect may run in another folder, or on a cluster."""
    files = {field.name for field in fields if field.kind == "file"}
    return {
        name: str(Path(str(value)).absolute()) if name in files and value else value
        for name, value in params.items()
    }


def _texts(given: str) -> dict[str, str]:
    """The values in `a=1,b=2`, as texts."""
    texts = {}
    for pair in filter(None, _COMMA.split(given)):
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"'{pair}' should be written NAME=VALUE.")
        texts[name.strip()] = value.replace("\\,", ",")
    return texts


def _from_file(path: Path, fields: Sequence[Field]) -> dict[str, Value]:
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SqsamError(f"{path} cannot be read as JSON.") from error
    if not isinstance(stored, dict):
        raise UsageError(f"{path} should hold an object of names and values.")
    params, notices = completed(fields, stored)
    if notices:
        raise UsageError(f"{path}: {notices[0]}")
    return params


def _sorted(params: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(params.items()))


def _described(host: PluginHost) -> Iterator[tuple[EffectEntry, tuple[Field, ...]]]:
    """The effects that can be used, with their parameters."""
    for plugin in host.plugins:
        if isinstance(plugin, Rejected):
            print(f"sqsam: {plugin.folder}: {plugin.error}", file=sys.stderr)
            continue
        for effect in plugin.effects:
            try:
                yield effect, host.fields(effect.id)
            except MissingEffect:  # switched off, by the user or for what another effect did
                continue
            except PluginError as error:
                print(f"sqsam: {error}", file=sys.stderr)


def _as_json(effect: EffectEntry, fields: Sequence[Field]) -> dict[str, Any]:
    plugin = effect.id.partition("/")[0]
    params = [asdict(each) for each in fields]
    about = {"id": effect.id, "name": effect.name, "summary": effect.summary, "plugin": plugin}
    return {**about, "params": params}


def _short(effect: EffectEntry) -> str:
    return effect.id.partition("/")[2]


def _print_effect(shown_id: str, effect: EffectEntry, fields: Sequence[Field]) -> None:
    print(f"{shown_id}  {effect.name}")
    if effect.summary:
        print(f"  {effect.summary}")
    given = [f"{each.name}={_as_given(each.default)}" for each in fields]
    width = max(map(len, given), default=0)
    for field, text in zip(fields, given, strict=True):
        print(f"    {text:{width}}  {field.values}")


def _as_given(value: Value) -> str:
    """As it would be written on the command line."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value).replace(",", "\\,")
