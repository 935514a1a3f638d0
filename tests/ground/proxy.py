"""A proxy before PostgreSQL that cuts a connection between a COMMIT and its answer."""

import select
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit


class _Wire(socketserver.BaseRequestHandler):
    """One connection, carried both ways until it ends or is cut."""

    server: "Proxy"

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(self.server.upstream)
            while self._carry(self.request, server):
                pass

    def _carry(self, client: socket.socket, server: socket.socket) -> bool:
        port = self.client_address[1]
        ready, _, _ = select.select([client, server], [], [])
        for one in ready:
            data = one.recv(65536)
            if not data or (one is client and port in self.server.doomed_before):
                return False
            (server if one is client else client).sendall(data)
            if one is client and port in self.server.doomed_after:
                server.recv(65536)  # the COMMIT took effect; nobody hears of it
                return False
        return True


class Proxy(socketserver.ThreadingTCPServer):
    """Listens on a loopback port; cuts the clients at the doomed ports when they next speak,
    before the server hears it, or after it has done what they say."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Wire)
        self.upstream = upstream
        self.doomed_before: set[int] = set()
        self.doomed_after: set[int] = set()


@contextmanager
def before(url: str) -> Iterator[tuple[str, Proxy]]:
    """A proxy before the database at this address (a Unix socket); its address, and itself."""
    import threading

    parts = urlsplit(url)
    [folder] = parse_qs(parts.query)["host"]
    with Proxy(f"{folder}/.s.PGSQL.5432") as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"postgresql://postgres@127.0.0.1:{proxy.server_address[1]}{parts.path}", proxy
        finally:
            proxy.shutdown()
            thread.join()
