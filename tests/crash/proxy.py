"""A plain reverse proxy: round robin, on to the next where one refuses, resets or hangs."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator

ANSWERS_WITHIN = 5.0
LEFT_OUT_FOR = 5.0
"""Seconds for which one that failed is not asked, as nginx does with its fail_timeout."""
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Proxy:
    """Where Telegram pushes to, before `ports` of this machine; `taken` counts each one's 200s."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.taken = dict.fromkeys(ports, 0)
        self._next = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._failed_at = dict.fromkeys(ports, -LEFT_OUT_FOR)

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Serve on a free port until the end of the block; its address."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            server.close()
            for writer in list(self._open):
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                request = await _message(reader)
                writer.write(await self._passed_on(request))
                await writer.drain()
        self._open.discard(writer)
        writer.close()

    async def _passed_on(self, request: bytes) -> bytes:
        for port in self._in_turn():
            try:
                async with asyncio.timeout(ANSWERS_WITHIN):
                    answer = await _asked(port, request)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self._failed_at[port] = time.monotonic()
            else:
                self.taken[port] += answer.startswith(b"HTTP/1.1 200")
                return answer
        return BAD_GATEWAY

    def _in_turn(self) -> list[int]:
        """Everybody, the next one first; those that failed a moment ago only if all did."""
        self._next += 1
        first = self._next % len(self.ports)
        ports = self.ports[first:] + self.ports[:first]
        now = time.monotonic()
        return [one for one in ports if now - self._failed_at[one] >= LEFT_OUT_FOR] or ports


async def _asked(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        return await _message(reader)
    finally:
        writer.close()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One request or answer, headers and body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return head + (await reader.readexactly(int(length[1])) if length else b"")
