"""An agenda as schema.org describes it."""

from __future__ import annotations

from mmc.structured.article import zoned
from mmc.structured.model import Agenda
from mmc.structured.organization import address, image
from mmc.structured.serialising import CONTEXT, Node


def event(agenda: Agenda) -> Node:
    """The event in the office's region; nobody is said to organise it who does not say so."""
    office = agenda.office
    node: Node = {
        "@type": "Event",
        "name": agenda.name,
        "url": agenda.url,
        "startDate": zoned(agenda.starts),
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if agenda.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": agenda.place or office.region,
            "address": address(office.region, office.province),
        },
        "inLanguage": agenda.lang,
    }
    if agenda.ends:
        node["endDate"] = zoned(agenda.ends)
    if agenda.organizer:
        node["organizer"] = {"@type": "Organization", "name": agenda.organizer}
    if agenda.description:
        node["description"] = agenda.description
    if agenda.images:
        node["image"] = [image(each) for each in agenda.images]
    return node
