"""A guard: a place in the program that keeps a promise, and the test that misses it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """`has` stands once in `file` below bot/; with `lacks` in its place `test` has to fail.

    `test` is what pytest is called with: files, and behind ` -k ` an expression.
    """

    name: str
    file: str
    has: str
    lacks: str
    test: str
