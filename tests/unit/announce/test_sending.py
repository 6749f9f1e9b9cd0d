"""Posting once, against servers on this machine that speak the networks' protocols and fail as networks do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from mmc.announce import (
    Bluesky,
    Ledger,
    Mastodon,
    Network,
    Outcome,
    Owed,
    Ping,
    Story,
    Telegram,
    after_release,
    due,
    send,
    settle,
)
from mmc.announce.http import RefusedError, ask
from mmc.announce.networks import record_key

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
STORY = Story(
    id="brs-2026-01-31-k3f9",
    url="https://mmc.example.go.id/berita/2026/01/panen-raya/",
    title="Panen Raya",
    summary="Petani menuai padi.",
    image=b"jpeg",
)


@dataclass
class Server:
    """A server of all networks: what it holds, what it was asked, and how it shall fail next."""

    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    address: str = ""
    failure: str = ""  # refuse, lose (do it and drop the line), broken (502 before anything)

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any, headers: Any) -> tuple[int, Any]:
        """Status and data, as the network documents them."""
        if path.startswith("/bottoken/"):
            return self._telegram(path.rsplit("/", 1)[1], body)
        if path.startswith("/api/v1/"):
            return self._mastodon(method, path, body, headers)
        if path.startswith("/xrpc/"):
            return self._bluesky(path.removeprefix("/xrpc/"), query, body)
        return 202, {}

    def _telegram(self, method: str, body: Any) -> tuple[int, Any]:
        if method == "sendMessage":
            number = len(self.posts) + 1
            self.posts[str(number)] = body
            return 200, {"ok": True, "result": {"message_id": number}}
        if self.posts[str(body["message_id"])]["text"] == body["text"]:
            return 400, {"ok": False, "description": "Bad Request: message is not modified"}
        self.posts[str(body["message_id"])] |= {"text": body["text"]}
        return 200, {"ok": True, "result": {"message_id": body["message_id"]}}

    def _mastodon(self, method: str, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        if headers["Authorization"] != "Bearer token":
            return 401, {"error": "The access token is invalid"}
        if path.endswith("verify_credentials"):
            return 200, {"id": "7"}
        if method == "GET":
            return 200, [{"id": key, "content": f'<a href="{STORY.url}">'} for key in self.posts]
        if method == "PUT":
            self.posts[path.rsplit("/", 1)[1]] |= body
            return 200, {"id": path.rsplit("/", 1)[1]}
        key = headers["Idempotency-Key"]
        self.posts.setdefault(key, body)
        return 200, {"id": key}

    def _bluesky(self, method: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        if method == "com.atproto.server.createSession":
            return 200, {"did": "did:plc:x", "accessJwt": "jwt"}
        if method == "com.atproto.repo.uploadBlob":
            return 200, {"blob": {"$type": "blob", "size": 4}}
        if method == "com.atproto.repo.getRecord":
            key = query["rkey"][0]
            if key not in self.posts:
                return 400, {"error": "RecordNotFound", "message": "Could not locate record: at://x"}
            return 200, {"uri": f"at://did:plc:x/app.bsky.feed.post/{key}"}
        self.posts[body["rkey"]] = body["record"]
        return 200, {"uri": f"at://did:plc:x/app.bsky.feed.post/{body['rkey']}"}


def handler_of(server: Server) -> type[BaseHTTPRequestHandler]:
    """A request handler that answers for the server, or fails as it was told."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
            kind = self.headers.get("Content-Type", "")
            body = json.loads(raw) if "json" in kind else parse_qs(raw.decode("ascii")) if "form" in kind else raw
            parts = urlsplit(self.path)
            server.asked.append((self.command, parts.path, body))
            writes = self.command == "POST" and not parts.path.endswith(("createSession", "uploadBlob"))
            if writes and server.failure == "refuse":
                self.reply(403, {"description": "Forbidden: bot is not a member of the channel chat"})
                return
            if writes and server.failure == "broken":
                self.reply(502, {})
                return
            status, data = server.answer(self.command, parts.path, parse_qs(parts.query), body, self.headers)
            if writes and server.failure == "lose":
                self.close_connection = True
                self.connection.close()
                return
            self.reply(status, data)

        do_GET = do_POST = do_PUT = handle_any  # noqa: N815 (names of the standard library)

        def reply(self, status: int, data: Any) -> None:
            body = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler


class QuietServer(ThreadingHTTPServer):
    """Says nothing of a connection that was dropped on purpose."""

    def handle_error(self, *arguments: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def server() -> Iterator[Server]:
    """
    The networks, on this machine.
    """
    state = Server()
    real = QuietServer(("127.0.0.1", 0), handler_of(state))
    threading.Thread(target=real.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    state.address = f"http://127.0.0.1:{real.server_port}"
    yield state
    real.shutdown()
    real.server_close()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """
    A ledger that does not exist yet.
    """
    return Ledger(tmp_path / "data")


Maker = Callable[[str], Any]
NETWORKS: dict[str, Maker] = {
    "telegram": lambda address: Telegram("token", "@mmc", address),
    "mastodon": lambda address: Mastodon(address, "token"),
    "bluesky": lambda address: Bluesky("mmc.example", "secret", address),
}
each_network = pytest.mark.parametrize("make", NETWORKS.values(), ids=list(NETWORKS))


@each_network
def test_a_story_is_posted_once(make: Maker, server: Server, ledger: Ledger, tmp_path: Path) -> None:
    """
    However often it is announced, it stands there once; the ledger knows the post.
    """
    network = make(server.address)
    [first] = send(STORY, [network], ledger, NOW)
    [again] = send(STORY, [network], Ledger(tmp_path / "data"), NOW)

    assert (first.outcome, again.outcome) == (Outcome.POSTED, Outcome.UNCHANGED)
    assert len(server.posts) == 1
    assert [line.state for line in ledger.lines()] == ["niat", "terkirim"]
    assert first.post == again.post == ledger.known(STORY.id, network.name).post


@each_network
def test_a_refusal_is_tried_again(make: Maker, server: Server, ledger: Ledger) -> None:
    """
    What was surely not posted is posted the next time.
    """
    server.failure = "refuse"
    [refused] = send(STORY, [make(server.address)], ledger, NOW)
    server.failure = ""
    [posted] = send(STORY, [make(server.address)], ledger, NOW)

    assert (refused.outcome, posted.outcome) == (Outcome.REFUSED, Outcome.POSTED)
    assert len(server.posts) == 1


@each_network
@pytest.mark.parametrize("failure", ["lose", "broken"])
def test_a_lost_answer_never_posts_twice(make: Maker, failure: str, server: Server, ledger: Ledger) -> None:
    """
    Where the network can be asked, the post is found or made; where it cannot, a person is told and nothing is repeated.
    """
    network = make(server.address)
    server.failure = failure
    [unclear] = send(STORY, [network], ledger, NOW)
    server.failure = ""
    [later] = send(STORY, [network], ledger, NOW)

    assert unclear.outcome is Outcome.UNCLEAR and unclear.needs_a_person
    assert len(server.posts) == (0 if failure == "broken" and network.name == "telegram" else 1)
    if network.name == "telegram":
        assert later.outcome is Outcome.UNCLEAR and "tidak dikirim ulang" in later.message
    else:
        assert later.outcome is (Outcome.UNCHANGED if failure == "lose" else Outcome.POSTED)


@pytest.mark.parametrize(("post", "outcome", "count"), [("5", Outcome.UNCHANGED, 0), ("", Outcome.POSTED, 1)])
def test_a_person_settles_what_is_unclear(
    post: str, outcome: Outcome, count: int, server: Server, ledger: Ledger
) -> None:
    """
    After somebody looked, the story counts as posted or is posted.
    """
    network = Telegram("token", "@mmc", server.address)
    server.failure = "broken"
    send(STORY, [network], ledger, NOW)
    server.failure = ""
    settle(STORY.id, "telegram", ledger, NOW, post)
    [result] = send(STORY, [network], ledger, NOW)

    assert result.outcome is outcome
    assert len(server.posts) == count


def test_a_crash_between_intent_and_answer_is_noticed(server: Server, ledger: Ledger) -> None:
    """
    A process that dies while it posts leaves the intent; the next one does not post blindly.
    """

    class Dying(Telegram):
        def post(self, story: Story, text: str, now: datetime) -> str:
            super().post(story, text, now)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(STORY, [Dying("token", "@mmc", server.address)], ledger, NOW)
    [result] = send(STORY, [Telegram("token", "@mmc", server.address)], ledger, NOW)

    assert result.outcome is Outcome.UNCLEAR
    assert len(server.posts) == 1


def test_a_correction_edits_where_the_network_allows(server: Server, ledger: Ledger) -> None:
    """
    Telegram and Mastodon are edited; for Bluesky a person is asked to answer the post.
    """
    corrected = replace(STORY, notice="Ralat")
    networks = [make(server.address) for make in NETWORKS.values()]
    send(STORY, networks, ledger, NOW)
    outcomes = {result.network: result.outcome for result in send(corrected, networks, ledger, NOW)}
    again = {result.network: result.outcome for result in send(corrected, networks, ledger, NOW)}
    texts = [post.get("text", "") + post.get("status", "") for post in server.posts.values()]

    assert outcomes == {"telegram": Outcome.EDITED, "mastodon": Outcome.EDITED, "bluesky": Outcome.OUTDATED}
    assert again == {"telegram": Outcome.UNCHANGED, "mastodon": Outcome.UNCHANGED, "bluesky": Outcome.OUTDATED}
    assert [text.startswith("Ralat: Panen Raya") for text in texts] == [True, True, False]


def test_one_network_that_is_down_leaves_the_others_alone(server: Server, ledger: Ledger) -> None:
    """
    A network that cannot be reached is surely not posted to, and the next one is.
    """
    down = Mastodon("http://127.0.0.1:9", "token")
    results = send(STORY, [down, Telegram("token", "@mmc", server.address)], ledger, NOW)

    assert [result.outcome for result in results] == [Outcome.REFUSED, Outcome.POSTED]


def test_bluesky_shows_a_card_and_a_link_that_can_be_tapped(server: Server, ledger: Ledger) -> None:
    """
    The link's place is counted in bytes, the card has title, summary and picture, the key is the item's own.
    """
    send(replace(STORY, title="Panen “Raya” 🌾"), [NETWORKS["bluesky"](server.address)], ledger, NOW)
    [(key, record)] = server.posts.items()
    place = record["facets"][0]["index"]

    assert key == record_key(STORY.id) and len(key) == 13
    assert record["text"].encode()[place["byteStart"] : place["byteEnd"]].decode() == STORY.url
    assert record["embed"]["external"]["thumb"] == {"$type": "blob", "size": 4}
    assert record["createdAt"] == "2026-01-31T09:00:00Z"


def test_a_line_cut_off_by_a_crash_is_dropped_and_others_stay(ledger: Ledger, tmp_path: Path) -> None:
    """
    A power cut while writing leaves half a line: it never counted.
    """
    ledger.note(NOW, "a", "telegram", "niat")
    [file] = (tmp_path / "data/catatan/siaran").rglob("*.jsonl")
    with file.open("ab") as half:
        half.write(b'{"at": "2026')
    Ledger(tmp_path / "data").note(NOW, "a", "telegram", "terkirim", post="1")

    assert [line.state for line in ledger.lines()] == ["niat", "terkirim"]


def test_the_ledger_of_an_older_version_is_taken_over(tmp_path: Path) -> None:
    """
    What one file said until now counts from the first look, and stands in its new place after the first new event.
    """
    old = tmp_path / "data" / "siaran.jsonl"
    old.parent.mkdir()
    line = '{"at": "2026-01-31T16:00:00+07:00", "item": "a", "network": "telegram", "state": "terkirim", "post": "7"}'
    old.write_text(f'{line}\n{{"at": "2026', encoding="utf-8")
    ledger = Ledger(tmp_path / "data")
    assert ledger.known("a", "telegram").post == "7"
    ledger.note(NOW + timedelta(days=1), "b", "telegram", "niat")

    assert not old.exists()
    assert ledger.known("a", "telegram").post == "7"
    assert [line.item for line in ledger.lines()] == ["a", "b"]


def test_what_another_clone_has_published_is_not_announced_here(ledger: Ledger, server: Server) -> None:
    """
    A story of which the ledger says nothing was announced by whoever published it; one that it knows of goes on as ever.
    """
    networks: list[Network] = [Telegram("token", "@mmc", server.address), Mastodon(server.address, "secret")]
    send(STORY, networks[:1], ledger, NOW)
    stories = [(NOW, STORY), (NOW, replace(STORY, id="rekan"))]

    assert due(stories, networks, ledger, NOW, lambda _: False) == [STORY]
    assert len(due(stories, networks, ledger, NOW)) == 2


def test_only_fresh_or_changed_stories_are_due(ledger: Ledger, server: Server) -> None:
    """
    A first release does not flood a channel with the archive; a correction of an old story that was sent is due.
    """
    network = Telegram("token", "@mmc", server.address)
    old, fresh, sent = (replace(STORY, id=name) for name in ("lama", "baru", "lama-terkirim"))
    send(sent, [network], ledger, NOW)
    stories = [(NOW - timedelta(days=9), old), (NOW - timedelta(hours=1), fresh), (NOW - timedelta(days=9), sent)]

    assert due(stories, [network], ledger, NOW) == [fresh]
    stories[2] = (stories[2][0], replace(sent, notice="Ralat"))
    assert [story.id for story in due(stories, [network], ledger, NOW)] == ["baru", "lama-terkirim"]


def test_a_secret_is_never_told(server: Server, ledger: Ledger) -> None:
    """
    Tokens are in no message, no representation and not in the ledger, and go over https only.
    """
    network = Telegram("1234:rahasia", "@mmc", "http://127.0.0.1:9")
    [result] = send(STORY, [network], ledger, NOW)

    assert "rahasia" not in result.message + repr(network) + repr(ledger.lines())
    with pytest.raises(RefusedError, match="https"):
        ask("GET", "http://example.go.id/")


def test_hubs_and_search_engines_are_told_and_failures_wait(server: Server, tmp_path: Path) -> None:
    """
    What could not be told is told after the next release, each address once.
    """
    waiting = Owed(tmp_path / "data")
    hub = [Ping("websub", f"{server.address}/hub", f"https://mmc.example.go.id/{name}.xml") for name in ("atom", "rss")]
    engine = Ping("indexnow", f"{server.address}/indexnow", STORY.url)
    server.failure = "broken"
    failed = after_release(waiting, [*hub, engine], "mmc.example.go.id", "a" * 32, NOW)
    server.failure, server.asked[:] = "", []
    told = after_release(waiting, [engine], "mmc.example.go.id", "a" * 32, NOW)
    by_path = {path: body for _, path, body in server.asked}

    assert (failed.told, len(failed.problems)) == (0, 2)
    assert (told.told, told.problems) == (3, ())
    assert by_path["/hub"] == {"hub.mode": ["publish"], "hub.url": [ping.url for ping in hub]}
    assert by_path["/indexnow"] == {
        "host": "mmc.example.go.id",
        "key": "a" * 32,
        "keyLocation": f"https://mmc.example.go.id/{'a' * 32}.txt",
        "urlList": [STORY.url],
    }
    assert waiting.pings() == []
    assert list((tmp_path / "data/catatan/terutang").rglob("*.jsonl")) == []
