"""A disk that can be filled up."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PIECE = 4096


@dataclass(frozen=True)
class Disk:
    """A file system mounted at `place`."""

    place: Path

    @contextmanager
    def full(self, but: int = 0) -> Iterator[None]:
        """Filled up during the block, save for `but` bytes."""
        filler = self.place / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(PIECE))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            file.truncate(file.tell() - but)
        try:
            yield
        finally:
            filler.unlink()


@contextmanager
def short_files(size: int) -> Iterator[None]:
    """This process writes no file beyond so many bytes, as if the disk were full."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
