"""An official clarification as ClaimReview, which fact-check explorers read."""

from __future__ import annotations

from mmc.structured.article import zoned
from mmc.structured.model import Clarification
from mmc.structured.serialising import Node

WORST, BEST = 1, 5  # 1: nothing of it is true, 5: true
RATINGS = {
    "satire": 2,
    "konten menyesatkan": 2,
    "konten tiruan": 1,
    "konten palsu": 1,
    "koneksi yang salah": 2,
    "konteks yang salah": 2,
    "konten yang dimanipulasi": 1,
    "belum terbukti": 3,
    "benar": 5,
}


def claim_review(clarification: Clarification) -> Node:
    """
    The claim, the office's verdict in its own words and as a number, and where the claim was seen.

    Who spread it is never named.
    """
    office = clarification.office
    claim: Node = {"@type": "Claim", "text": clarification.claim}
    if clarification.seen_at:
        claim["datePublished"] = clarification.seen_at.isoformat()
    if clarification.seen_at_url:
        claim["appearance"] = {"@type": "CreativeWork", "url": clarification.seen_at_url}
    rating: Node = {
        "@type": "Rating",
        "ratingValue": RATINGS[clarification.verdict],
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": clarification.verdict_word or clarification.verdict.capitalize(),
    }
    if clarification.explanation:
        rating["ratingExplanation"] = clarification.explanation
    return {
        "@type": "ClaimReview",
        "url": clarification.url,
        "datePublished": zoned(clarification.published),
        "inLanguage": clarification.lang,
        "author": {"@type": "Organization", "@id": office.id, "name": office.name, "url": office.url},
        "claimReviewed": clarification.claim,
        "itemReviewed": claim,
        "reviewRating": rating,
    }
