"""An item told where people are: texts for chats and networks, posts made once, and pings after a release."""

from mmc.announce.ledger import Ledger
from mmc.announce.networks import Bluesky, Mastodon, Network, Telegram
from mmc.announce.pings import Owed, Ping, after_release
from mmc.announce.sending import Outcome, Result, due, send, settle
from mmc.announce.texts import NETWORKS, Story, text_for

__all__ = [
    "NETWORKS", "Bluesky", "Ledger", "Mastodon", "Network", "Outcome", "Owed", "Ping", "Result", "Story", "Telegram",
    "after_release", "due", "send", "settle", "text_for",
]  # fmt: skip
