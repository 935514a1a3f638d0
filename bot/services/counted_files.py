"""How many files of which kind there are, as people read it."""

from collections.abc import Sequence

from bot.domain.say import Text, Words, text

KINDS = ("photo", "video", "video_note", "animation", "voice", "audio", "document")


def counted_files(kinds: Sequence[str]) -> Text:
    """ "📎 2 Fotos, 1 Sprachnachricht"."""
    counts = ((kind, kinds.count(kind)) for kind in KINDS)
    parts = [text(f"visit-count-{kind}", count=count) for kind, count in counts if count]
    return text("visit-files-line", what=Words(parts))
