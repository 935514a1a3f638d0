"""Opening the sockets that HTTP is served on."""

import socket


class CannotListen(Exception):
    """The address is taken, or not this machine's."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def listen(address: str) -> socket.socket:
    """A socket that listens on host:port; raises CannotListen."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay (40 ms an answer) off only where the protocol is named.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
        listener.listen()
    except OSError:
        listener.close()
        raise CannotListen(address) from None
    return listener
