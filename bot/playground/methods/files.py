"""Fetching what people sent."""

from bot.playground.errors import bad_request
from bot.playground.methods.base import Handler
from bot.playground.model import Json
from bot.playground.world import World

_MAX_DOWNLOAD = 20 * 1024 * 1024


def get_file(world: World, params: Json) -> Json:
    """getFile, up to 20 MB."""
    stored = world.files.get(params["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > _MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


HANDLERS: dict[str, Handler] = {"getFile": get_file}
