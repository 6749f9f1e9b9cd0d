"""The text of a release taken apart: letterhead, headline, dateline, paragraphs, credits."""
