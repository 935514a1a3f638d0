"""Somebody without rights."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

NOBODY = 65534


@contextmanager
def no_root() -> Iterator[None]:
    """During the block this process may do no more than others, though root began it."""
    usual = os.geteuid()
    if usual == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(usual)
