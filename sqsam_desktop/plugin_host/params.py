"""The parameters of an effect: from its dataclass to plain data, and back.

`Field` and plain values travel between the processes, into projects and onto the command line; the
dataclass itself exists only where the plug-in's code runs.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    get_args,
    get_origin,
    get_type_hints,
)

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_api.fields import Angle, Choice, Color, File, Label, Point, Slider

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqsam_desktop.core.document import Value

Kind: TypeAlias = Literal[
    "number", "whole", "check", "text", "color", "choice", "file", "angle", "point"
]
_YES, _NO = ("on", "true", "yes", "1"), ("off", "false", "no", "0")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, as plain data.

    Attributes:
        name: In the dataclass, in projects and on the command line.
        label: What is shown, in English.
        kind: What is chosen and how. The value is a float for number and angle, an int for whole,
            a bool for check, else a str: "#rrggbb[aa]" for color, "x,y" for point.
        default: Its value if none is given.
        low: The least number.
        high: The greatest number.
        unit: Shown behind the number; "px" are pixels of the full picture.
        step: What an arrow key adds.
        choices: Of a choice: its values, each with the text that is shown.
        suffixes: Of a file: what its name may end in; empty: anything.
    """

    name: str
    label: str
    kind: Kind
    default: Value
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    step: float = 0.0
    choices: tuple[tuple[str, str], ...] = ()
    suffixes: tuple[str, ...] = ()

    @property
    def values(self) -> str:
        """What it may be, in words."""
        match self.kind:
            case "number" | "angle" | "whole":
                kind = "a whole number" if self.kind == "whole" else "a number"
                return f"{kind} from {self.low:g} to {self.high:g} {self.unit}".rstrip()
            case "check":
                return "on or off"
            case "choice":
                return f"one of {', '.join(value for value, _ in self.choices)}"
            case "color":
                return "a colour like #ff8800"
            case "point":
                return "a place like 0.5,0.5"
            case "file":
                return "the path of a file"
        return "a text"


def fields_of(params_class: type) -> tuple[Field, ...]:
    """What the dataclass of an effect's parameters declares.

    Raises:
        TypeError: It is no frozen dataclass, or a field is none of the kinds there are.
        ValueError: A default is not among what may be chosen.
    """
    declared = getattr(params_class, "__dataclass_params__", None)
    if declared is None or not declared.frozen:
        raise TypeError(f"{params_class!r} is not a frozen dataclass")
    hints = get_type_hints(params_class, include_extras=True)
    return tuple(_field(each, hints[each.name]) for each in dataclasses.fields(params_class))


def built(params_class: type, values: Mapping[str, Value], scale: float = 1.0) -> Any:
    """The parameters an effect is called with.

    Args:
        params_class: Of the effect.
        values: By name; those missing have their defaults.
        scale: Of the picture. Pixels are multiplied by it; whole ones that cannot be 0 stay above.

    Raises:
        TypeError: As `fields_of`.
        ValueError: As `fields_of`, or a value is not of its field's kind.
    """
    arguments = {}
    for field in fields_of(params_class):
        value = _checked(field, values.get(field.name, field.default))
        arguments[field.name] = _typed(field, value, scale if field.unit == "px" else 1.0)
    return params_class(**arguments)


def completed(
    fields: Iterable[Field], params: Mapping[str, Value]
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """All parameters of an effect, where some may be missing or from another version of it.

    Returns:
        A value for each field, and a sentence for each parameter that could not be taken as it was.
    """
    result: dict[str, Value] = {}
    notices = []
    for field in fields:
        given = params.get(field.name, field.default)
        try:
            result[field.name] = _checked(field, given)
        except ValueError:
            result[field.name] = _nearest(field, given)
            usable = result[field.name]
            notices.append(f"{field.label} cannot be {given!r}; {usable!r} is used instead.")
    unknown = [name for name in params if name not in result]
    notices += [f"There is no parameter '{name}' any more." for name in unknown]
    return result, tuple(notices)


def parsed(fields: Sequence[Field], texts: Mapping[str, str]) -> dict[str, Value]:
    """Parameters as the user wrote them on the command line.

    Raises:
        SqsamError: There is none of that name, or the text does not do for it.
    """
    known = {field.name: field for field in fields}
    result = {}
    for name, text in texts.items():
        if name not in known:
            raise SqsamError(f"There is no parameter '{name}'.", near_match(name, known))
        try:
            result[name] = _checked(known[name], _read(known[name], text.strip()))
        except ValueError as error:
            wanted = known[name].values
            raise SqsamError(f"{name} cannot be '{text}': it is {wanted}.") from error
    return result


def near_match(name: str, known: Iterable[str]) -> str:
    """A question that names what was perhaps meant, or all there is."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"There are {', '.join(known)}." if known else "There are none."


def _field(declared: dataclasses.Field[Any], hint: Any) -> Field:
    plain, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    label = declared.name.replace("_", " ").capitalize()
    kinds = []
    for note in notes:
        if isinstance(note, Label):
            label = note.text
        elif isinstance(note, Slider | Angle | Choice | File):
            kinds.append(note)
    field = _of_kind(declared.name, label, plain, kinds)
    if field is None:
        raise TypeError(f"the parameter {declared.name} is of no kind there is")
    factory = declared.default_factory
    default = declared.default if factory is dataclasses.MISSING else factory()
    if default is dataclasses.MISSING:
        raise TypeError(f"the parameter {declared.name} has no default")
    return dataclasses.replace(field, default=_checked(field, _plain(default)))


def _of_kind(name: str, label: str, plain: Any, notes: list[Any]) -> Field | None:
    """A field whose default is still to come; None if type and note do not fit each other."""
    match plain, notes:
        case type(), [Slider() as slider] if plain in (int, float):
            step = slider.step or (slider.high - slider.low) / 100
            whole = plain is int
            step = max(1, round(step)) if whole else step
            kind: Kind = "whole" if whole else "number"
            return Field(name, label, kind, 0, slider.low, slider.high, slider.unit, step)
        case type(), [Angle()] if plain is float:
            return Field(name, label, "angle", 0.0, 0, 360, "°", 1)
        case type(), [Choice() as choice] if plain is str:
            return Field(name, label, "choice", "", choices=tuple(choice.texts.items()))
        case type(), [File() as file] if plain is str:
            return Field(name, label, "file", "", suffixes=tuple(file.suffixes))
        case type(), []:
            kinds: dict[type, Kind] = {bool: "check", str: "text", Color: "color", Point: "point"}
            return Field(name, label, kinds[plain], "") if plain in kinds else None
    return None


def _plain(value: Any) -> Value:
    if isinstance(value, Point):
        return f"{value.x},{value.y}"
    return str(value) if isinstance(value, Color) else value


def _checked(field: Field, value: Any) -> Value:
    """The value as a field of that kind has it.

    Raises:
        ValueError: It is none.
    """
    match field.kind:
        case "number" | "whole" | "angle" if type(value) in (int, float):
            whole = field.kind == "whole"
            if field.low <= value <= field.high and (not whole or value == int(value)):
                return int(value) if whole else float(value)
        case "check" if type(value) is bool:
            return value
        case "color" if isinstance(value, str):
            return str(Color(value))
        case "point" if isinstance(value, str):
            point = _point(value)
            return f"{point.x},{point.y}"
        case "choice" if isinstance(value, str) and value in dict(field.choices):
            return value
        case "file" | "text" if isinstance(value, str):
            return value
    raise ValueError(value)


def _nearest(field: Field, value: Any) -> Value:
    """A value that will do instead of one that does not: the end of the range, or the default."""
    is_number = type(value) is int or (type(value) is float and math.isfinite(value))
    if is_number and field.high > field.low:
        nearest = min(max(value, field.low), field.high)
        return round(nearest) if field.kind == "whole" else float(nearest)
    return field.default


def _typed(field: Field, value: Value, scale: float) -> Any:
    """What the dataclass has for a plain value."""
    match field.kind:
        case "color":
            return Color(str(value))
        case "point":
            return _point(str(value))
        case "number":
            return float(value) * scale
        case "whole":
            scaled = round(int(value) * scale)
            return max(1, scaled) if field.low >= 1 else scaled
    return value


def _point(text: str) -> Point:
    x, y = (float(each) for each in text.split(","))
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(text)
    return Point(x, y)


def _read(field: Field, text: str) -> Value:
    """What a text on the command line stands for."""
    match field.kind:
        case "number" | "angle":
            return float(text)
        case "whole":
            return int(text)
        case "check" if text.lower() in (*_YES, *_NO):
            return text.lower() in _YES
    return text
