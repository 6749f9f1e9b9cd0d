"""Items as plain text for the store, and back; only what differs from a field's default is written."""

from __future__ import annotations

import json
from dataclasses import MISSING, astuple, fields
from datetime import date, datetime, tzinfo
from typing import Any

from mmc.base.items.schema import BY_KEY, Change, Confirmation, FieldType, Item, Photo, Reference

PLAIN = ("path", "id", "kind", "slug", "title", "body_line")
DEFAULTS = {part.name: part.default for part in fields(Item) if part.default is not MISSING}
TUPLES_OF: dict[FieldType, type[Photo] | type[Reference] | type[Confirmation]] = {
    FieldType.PHOTOS: Photo,
    FieldType.REFERENCES: Reference,
    FieldType.CONFIRMATIONS: Confirmation,
}


def item_record(item: Item) -> str:
    """The item without its body as compact JSON; times are local to the office and carry no zone."""
    data: dict[str, Any] = {name: getattr(item, name) for name in PLAIN}
    data["date"] = _encoded(item.date)
    data["lines"] = dict(item.lines)
    for name, default in DEFAULTS.items():
        value = getattr(item, name)
        if value != default:
            data[name] = _encoded(value)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def item_of(record: str, zone: tzinfo) -> Item:
    """The item that `item_record` wrote; its body is empty."""
    data = json.loads(record)
    for name, value in data.items():
        if name in BY_KEY:
            data[name] = _decoded(BY_KEY[name].type, value, zone)
    return Item(body="", **data)


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Change):
        return [value.kind, _encoded(value.at), value.text]
    if isinstance(value, Photo | Reference | Confirmation):
        return list(astuple(value))
    if isinstance(value, tuple):
        return [_encoded(each) for each in value]
    return value


def _decoded(field_type: FieldType, value: Any, zone: tzinfo) -> Any:
    if field_type is FieldType.MOMENT:
        return datetime.fromisoformat(value).replace(tzinfo=zone)
    if field_type is FieldType.DAY:
        return date.fromisoformat(value)
    if field_type is FieldType.CHANGES:
        return tuple(_change(each, zone) for each in value)
    if field_type is FieldType.WITHDRAWAL:
        return _change(value, zone)
    if field_type in TUPLES_OF:
        return tuple(TUPLES_OF[field_type](*each) for each in value)
    return tuple(value) if isinstance(value, list) else value


def _change(value: list[str], zone: tzinfo) -> Change:
    return Change(value[0], datetime.fromisoformat(value[1]).replace(tzinfo=zone), value[2])
