"""As much of JSON Schema 2020-12 as the files of `data` need; a schema that asks for more raises KeyError.

A whole validator would be one more library on every counter's PC, for ten keywords.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}
_TYPE_NAMES = {
    "object": "một nhóm mục",
    "array": "một danh sách",
    "string": "chữ",
    "integer": "số nguyên",
}
_READ = {"$schema", "$defs", "title"}


def faults(value: Any, schema: Schema, root: Schema | None = None, place: str = "") -> Iterator[str]:
    """What in `value` breaks the schema, in Vietnamese, each with its place («evidence[2].kind»)."""
    root = schema if root is None else root
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    kind = schema.get("type")
    if kind and not _TYPES[kind](value):
        yield f"{_said(place)} phải là {_TYPE_NAMES[kind]}"
        return
    for keyword, wanted in schema.items():
        if keyword not in _READ | {"type", "required", "$ref"}:
            yield from _RULES[keyword](value, wanted, schema, root, place)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{_said(place)} thiếu mục «{name}»"


def _said(place: str) -> str:
    return f"«{place}»" if place else "tệp"


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _properties(value: Any, wanted: Any, _schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for name, each in wanted.items():
        if name in value:
            yield from faults(value[name], each, root, _at(place, name))


def _others(value: Any, wanted: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for name in value.keys() - schema.get("properties", {}).keys():
        if wanted is False:
            yield f"{_said(place)} thừa mục «{name}»"
        else:
            yield from faults(value[name], wanted, root, _at(place, name))


def _names(value: Any, wanted: Any, _schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for name in value:
        yield from faults(name, wanted, root, _at(place, name))


def _items(value: Any, wanted: Any, _schema: Schema, root: Schema, place: str) -> Iterator[str]:
    for number, each in enumerate(value):
        yield from faults(each, wanted, root, f"{place}[{number}]")


def _enum(value: Any, wanted: Any, _schema: Schema, _root: Schema, place: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{_said(place)} chỉ được là {', '.join(wanted)}"


def _pattern(value: Any, wanted: Any, _schema: Schema, _root: Schema, place: str) -> Iterator[str]:
    if not re.search(wanted, value):
        yield f"{_said(place)} sai dạng"


def _filled(value: Any, wanted: Any, _schema: Schema, _root: Schema, place: str) -> Iterator[str]:
    if len(value.strip()) < wanted:
        yield f"{_said(place)} bỏ trống"


def _minimum(value: Any, wanted: Any, _schema: Schema, _root: Schema, place: str) -> Iterator[str]:
    if value < wanted:
        yield f"{_said(place)} không được nhỏ hơn {wanted}"


_RULES: dict[str, Callable[[Any, Any, Schema, Schema, str], Iterator[str]]] = {
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "items": _items,
    "enum": _enum,
    "pattern": _pattern,
    "minLength": _filled,
    "minimum": _minimum,
}
