"""What templates see: plain, complete, frozen data; a template gets `site` and `page` and nothing else."""

from mmc.pages.views.fixed import (
    FeedGroup,
    FixedPage,
    Heading,
    Member,
    MessageCheckPage,
    PhotoCheckPage,
    SubscribePage,
    ToolPage,
)
from mmc.pages.views.listing import Day, HomePage, IndexPage, ListingPage, MonthOfCards, Period, PeriodPage, Shelf
from mmc.pages.views.shared import Answer, Card, FeedLink, Link, Page, Picture, PictureSource, ShareImage
from mmc.pages.views.site import Contact, MenuGroup, Notice, Site
from mmc.pages.views.story import Channel, Claim, Correction, Credit, ShareLink, StoryPage, Withdrawal

__all__ = [
    "Answer",
    "Card",
    "Channel",
    "Claim",
    "Contact",
    "Correction",
    "Credit",
    "Day",
    "FeedGroup",
    "FeedLink",
    "FixedPage",
    "Heading",
    "HomePage",
    "IndexPage",
    "Link",
    "ListingPage",
    "Member",
    "MenuGroup",
    "MessageCheckPage",
    "MonthOfCards",
    "Notice",
    "Page",
    "Period",
    "PeriodPage",
    "PhotoCheckPage",
    "Picture",
    "PictureSource",
    "ShareImage",
    "ShareLink",
    "Shelf",
    "Site",
    "StoryPage",
    "SubscribePage",
    "ToolPage",
    "Withdrawal",
]
