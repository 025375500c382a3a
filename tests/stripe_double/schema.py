"""A form-encoded request held against the TypedDict that the SDK declares for it."""

import re
import types
import typing
from typing import Any, Literal, Union, get_args, get_origin
from urllib.parse import parse_qsl

import stripe
from stripe import RequestOptions

OF_THE_SDK = frozenset(RequestOptions.__annotations__)

UNNAMED = {
    "StripeContext": str,
    "UntypedStripeObject": dict,
    "Mapping": dict,
}  # only the type checker sees these


class Invalid(Exception):
    """What Stripe answers with `invalid_request_error`: the parameter and why."""

    def __init__(self, param: str, why: str) -> None:
        super().__init__(f"{param}: {why}")
        self.param = param


def unform(body: str) -> dict[str, Any]:
    """`a[b][0]=1` as nested dictionaries; lists keep their numbers as keys."""
    read: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        first, *more = re.findall(r"[^\[\]]+", name)
        place, key = read, first
        for part in more:
            place, key = place.setdefault(key, {}), part
        place[key] = value
    return read


def check(given: Any, declared: Any, path: str = "") -> Any:
    """The value as its declared type. Raises Invalid for what Stripe would not take."""
    origin = get_origin(declared)
    if isinstance(declared, str):
        raise AssertionError(f"unresolved {declared}")
    if typing.is_typeddict(declared) or hasattr(declared, "__required_keys__"):
        return _object(given, declared, path)
    if origin in (typing.NotRequired, typing.Required, typing.Annotated):
        return check(given, get_args(declared)[0], path)
    if origin in (Union, types.UnionType):
        return _one_of(given, get_args(declared), path)
    if origin is Literal:
        return _literal(given, get_args(declared), path)
    if origin is list:
        return _list(given, get_args(declared)[0], path)
    if origin is dict:
        return _map(given, path)
    return _plain(given, declared, path)


def _object(given: Any, declared: Any, path: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Invalid(path, "an object is needed")
    hints = typing.get_type_hints(declared, localns=UNNAMED, include_extras=True)
    own = {name: hint for name, hint in hints.items() if path or name not in OF_THE_SDK}
    for name in given:
        if name not in own:
            raise Invalid(f"{path}[{name}]" if path else name, "unknown parameter")
    for name in declared.__required_keys__ & set(own):
        if name not in given:
            raise Invalid(f"{path}[{name}]" if path else name, "missing")
    return {
        name: check(value, own[name], f"{path}[{name}]" if path else name)
        for name, value in given.items()
    }


def _one_of(given: Any, choices: tuple[Any, ...], path: str) -> Any:
    """The SDK widens its enumerations to `Literal[…] | str`; Stripe itself does not."""
    closed = any(get_origin(choice) is Literal and get_args(choice) != ("",) for choice in choices)
    tried = [c for c in choices if not (closed and c is str) and c is not type(None)]
    first: Invalid | None = None
    for choice in tried:
        try:
            return check(given, choice, path)
        except Invalid as why:
            first = first or why
    raise first or Invalid(path, "of no known type")


def _literal(given: Any, allowed: tuple[Any, ...], path: str) -> Any:
    if given not in allowed:
        raise Invalid(path, "not one of the allowed values")
    return given


def _list(given: Any, declared: Any, path: str) -> list[Any]:
    if not isinstance(given, dict) or sorted(given) != [str(n) for n in range(len(given))]:
        raise Invalid(path, "a list is needed")
    return [check(given[str(n)], declared, f"{path}[{n}]") for n in range(len(given))]


def _map(given: Any, path: str) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise Invalid(path, "pairs of texts are needed")
    return dict(given)


def _plain(given: Any, declared: Any, path: str) -> Any:
    if not isinstance(given, str):
        raise Invalid(path, "a single value is needed")
    if declared is bool:
        if given not in {"true", "false"}:
            raise Invalid(path, "true or false")
        return given == "true"
    if declared is int:
        if not re.fullmatch(r"-?\d+", given):
            raise Invalid(path, "a whole number is needed")
        return int(given)
    if declared is str:
        return given
    raise Invalid(path, f"cannot be a {declared}")


def params(name: str) -> Any:
    """The SDK's type for the parameters of a call, such as `RefundCreateParams`."""
    return getattr(stripe.params, name, None) or getattr(stripe.params.checkout, name)
