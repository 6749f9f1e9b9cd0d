"""Telegram, Mastodon and Bluesky, each behind the same four questions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from mmc.announce.http import RefusedError, UnclearError, ask
from mmc.announce.texts import Story


class Network(Protocol):
    """A place where the office posts by itself."""

    @property
    def name(self) -> str:
        """Its name, which is also the rule of its texts."""

    @property
    def can_edit(self) -> bool:
        """True where a post can be changed later."""

    def find(self, story: Story) -> str | None:
        """The post of this story if it is there, None if it surely is not; UnclearError where nobody can look."""

    def post(self, story: Story, text: str, now: datetime) -> str:
        """The number of the new post. RefusedError: surely nothing posted. UnclearError: perhaps."""

    def edit(self, post: str, story: Story, text: str) -> None:
        """The post says this now; where `can_edit` is False it is never called."""


@dataclass(frozen=True)
class Telegram:
    """A channel through the Bot API; the preview of the link shows the share card. `token` stays out of every message."""

    token: str = field(repr=False)
    chat: str
    server: str = "https://api.telegram.org"
    name: str = "telegram"
    can_edit: bool = True

    def find(self, story: Story) -> str | None:
        """A bot cannot read back what it posted."""
        raise UnclearError("Telegram tidak dapat ditanya kembali; lihat salurannya")

    def post(self, story: Story, text: str, now: datetime) -> str:
        """The number of the message in the channel."""
        answer = self._ask(
            "sendMessage", {"chat_id": self.chat, "text": text, "link_preview_options": {"url": story.url}}
        )
        return str(answer["message_id"])

    def edit(self, post: str, story: Story, text: str) -> None:
        """The message says this; that it said so before is no error."""
        data = {"chat_id": self.chat, "message_id": int(post), "text": text, "link_preview_options": {"url": story.url}}
        try:
            self._ask("editMessageText", data)
        except RefusedError as error:
            if "not modified" not in str(error):
                raise

    def _ask(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        answer = ask("POST", f"{self.server}/bot{self.token}/{method}", data=data).json()
        if not isinstance(answer, dict) or not answer.get("ok"):
            raise UnclearError("Telegram menjawab tanpa ok")
        result = answer["result"]
        return result if isinstance(result, dict) else {}


@dataclass(frozen=True)
class Mastodon:
    """An account on a Mastodon server. The key of a post is made of the item: the server itself refuses a second one for an hour."""

    server: str
    token: str = field(repr=False)
    name: str = "mastodon"
    can_edit: bool = True

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def find(self, story: Story) -> str | None:
        """The newest of the account's forty latest posts that links to the story."""
        account = ask("GET", f"{self.server}/api/v1/accounts/verify_credentials", headers=self._headers).json()
        place = f"{self.server}/api/v1/accounts/{quote(str(account['id']))}/statuses?limit=40&exclude_replies=true"
        for status in ask("GET", place, headers=self._headers).json():
            if f'href="{story.url}"' in status["content"]:
                return str(status["id"])
        return None

    def post(self, story: Story, text: str, now: datetime) -> str:
        """The number of the status."""
        headers = {**self._headers, "Idempotency-Key": f"mmc-{story.id}"}
        data = {"status": text, "visibility": "public", "language": story.lang}
        return str(ask("POST", f"{self.server}/api/v1/statuses", headers=headers, data=data).json()["id"])

    def edit(self, post: str, story: Story, text: str) -> None:
        """The status says this; Mastodon shows its history."""
        data = {"status": text, "language": story.lang}
        ask("PUT", f"{self.server}/api/v1/statuses/{quote(post)}", headers=self._headers, data=data)


@dataclass(frozen=True)
class Bluesky:
    """An account on an AT Protocol server. The record's key is made of the item, so it can be looked up and never be doubled."""

    handle: str
    password: str = field(repr=False)  # an app password
    server: str = "https://bsky.social"
    name: str = "bluesky"
    can_edit: bool = False

    def find(self, story: Story) -> str | None:
        """The record with the item's key."""
        session = self._session()
        query = urlencode({"repo": session["did"], "collection": "app.bsky.feed.post", "rkey": record_key(story.id)})
        try:
            answer = ask("GET", f"{self.server}/xrpc/com.atproto.repo.getRecord?{query}", headers=_bearer(session))
        except RefusedError as error:
            if "locate record" in str(error) or "RecordNotFound" in str(error):
                return None
            raise
        return str(answer.json()["uri"])

    def post(self, story: Story, text: str, now: datetime) -> str:
        """The address of the record; the link in the text can be tapped, and the card shows title, summary and picture."""
        session = self._session()
        card: dict[str, Any] = {"uri": story.url, "title": story.title, "description": story.summary}
        if story.image:
            card["thumb"] = self._upload(session, story.image)
        start = text.encode("utf-8").find(story.url.encode("utf-8"))
        link = {"$type": "app.bsky.richtext.facet#link", "uri": story.url}
        place = {"byteStart": start, "byteEnd": start + len(story.url.encode("utf-8"))}
        record = {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "langs": [story.lang],
            "facets": [{"index": place, "features": [link]}] if start >= 0 else [],
            "embed": {"$type": "app.bsky.embed.external", "external": card},
        }
        data = {
            "repo": session["did"],
            "collection": "app.bsky.feed.post",
            "rkey": record_key(story.id),
            "record": record,
        }
        url = f"{self.server}/xrpc/com.atproto.repo.createRecord"
        return str(ask("POST", url, headers=_bearer(session), data=data).json()["uri"])

    def edit(self, post: str, story: Story, text: str) -> None:
        """Bluesky shows no edits; a correction is a post of its own, made by a person."""
        raise NotImplementedError

    def _session(self) -> dict[str, Any]:
        data = {"identifier": self.handle, "password": self.password}
        session: dict[str, Any] = self._before("com.atproto.server.createSession", data=data)
        return session

    def _upload(self, session: dict[str, Any], image: bytes) -> Any:
        answer = self._before(
            "com.atproto.repo.uploadBlob", headers=_bearer(session), body=image, content_type="image/jpeg"
        )
        return answer["blob"]

    def _before(self, method: str, **request: Any) -> Any:
        """What happens before a post: if its answer is lost, surely nothing was posted."""
        try:
            return ask("POST", f"{self.server}/xrpc/{method}", **request).json()
        except UnclearError as error:
            raise RefusedError(str(error)) from error


def _bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['accessJwt']}"}


_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def record_key(item: str) -> str:
    """A key of thirteen letters in the form of AT's time keys (TID), always the same for an item."""
    number = int.from_bytes(hashlib.sha256(item.encode("utf-8")).digest()[:8], "big") >> 1
    return "".join(_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))
