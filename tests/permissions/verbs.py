"""The verbs that a feature's handler of buttons knows, read from its source."""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any


def verbs_of(handler: Callable[..., Any]) -> set[str]:
    """Every word that the handler's module compares a button's verb with."""
    module = inspect.getmodule(handler)
    assert module is not None
    return set(_verbs(ast.parse(inspect.getsource(module))))


def _verbs(tree: ast.Module) -> Iterator[str]:
    tables = _tables(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _is_verb(node.left):
            for wanted in node.comparators:
                yield from _words(wanted, tables)
        elif isinstance(node, ast.Match) and _is_verb(node.subject):
            for case in node.cases:
                yield from _words(case.pattern, tables)
        elif isinstance(node, ast.Subscript) and _is_verb(node.slice):
            yield from _words(node.value, tables)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and _is_verb(node.args[0])
        ):
            yield from _words(node.func.value, tables)


def _is_verb(node: ast.AST) -> bool:
    return ast.unparse(node) in ("verb", "chosen", "parts(update)[1]")


def _words(node: ast.AST, tables: dict[str, ast.AST]) -> Iterator[str]:
    node = tables.get(node.id, node) if isinstance(node, ast.Name) else node
    parts = node.keys if isinstance(node, ast.Dict) else [node]
    for part in parts:
        for one in ast.walk(part) if part else ():
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def _tables(tree: ast.Module) -> dict[str, ast.AST]:
    found: dict[str, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return {name: one for name, one in found.items() if isinstance(one, ast.Dict | ast.Tuple)}
