"""How the bot gets its updates: polling or webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.playground.errors import bad_request
from bot.playground.methods.base import Handler
from bot.playground.model import Json
from bot.playground.updates import Webhook
from bot.playground.world import World

_MAX_CONNECTIONS = 100


async def get_updates(world: World, params: Json) -> list[Json]:
    """getUpdates."""
    world.updates.allow(params.get("allowed_updates"))
    return await world.updates.poll(
        params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0)
    )


def set_webhook(world: World, params: Json) -> bool:
    """setWebhook; unlike Telegram, plain http and any port will do."""
    url = params.get("url", "")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = params.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.get("max_connections") or 40
    if not 1 <= connections <= _MAX_CONNECTIONS:
        connections = 40
    world.updates.allow(params.get("allowed_updates"))
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.set_webhook(Webhook(url, secret, connections))
    return True


def delete_webhook(world: World, params: Json) -> bool:
    """deleteWebhook; what waits is kept unless told otherwise."""
    if params.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.set_webhook(None)
    return True


def webhook_info(world: World, params: Json) -> Json:
    """getWebhookInfo."""
    updates = world.updates
    info: dict[str, Any] = {
        "url": updates.webhook.url if updates.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending()),
    }
    if updates.webhook:
        info["max_connections"] = updates.webhook.max_connections
    if updates.last_error:
        info["last_error_date"], info["last_error_message"] = updates.last_error
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    return info


HANDLERS: dict[str, Handler] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
