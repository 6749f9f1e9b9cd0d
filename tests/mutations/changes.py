"""Every small change of a module that a test should notice: a comparison turned, a guard taken out, a number moved."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OPPOSITE: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Change:
    """A module with one thing in it changed: in which function, what was there and what is there now."""

    function: str
    line: int
    before: str
    after: str
    code: ast.Module

    @property
    def name(self) -> str:
        """What tells it from others, and stays the same when lines move."""
        return f"{self.function}: {self.before} → {self.after}"


def changes(source: str) -> Iterator[Change]:
    """All of them, in the order of the text."""
    tree = ast.parse(source)
    for trail, node in _nodes(tree, ()):
        for new in _instead(node):
            before, after = (ast.unparse(each).split("\n")[0] for each in (node, new))
            yield Change(".".join(trail) or "module", node.lineno, before, after, _replaced(tree, node, new))


def _nodes(node: ast.AST, trail: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ast.expr | ast.stmt]]:
    """What can be changed: annotations, docstrings and the texts of messages are not looked at."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST):
                continue
            inner = trail
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = (*trail, child.name)
            elif isinstance(child, ast.expr | ast.stmt):
                yield trail, child
            if not isinstance(child, ast.JoinedStr):
                yield from _nodes(child, inner)


def _instead(node: ast.expr | ast.stmt) -> Iterator[ast.expr | ast.stmt]:  # noqa: C901 - one case for each sort of node
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in TURNED[type(operator)]:
                ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif (
        isinstance(node, ast.BinOp)
        and type(node.op) in OPPOSITE
        and not isinstance(node.left, ast.Constant | ast.JoinedStr)
    ):
        yield ast.BinOp(node.left, OPPOSITE[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.If):
        yield ast.If(ast.Constant(value=False), node.body, node.orelse)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
        yield ast.Expr(ast.Constant(value=None))
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        for at, part in enumerate(node.generators):
            if part.ifs:
                new = copy.copy(node)
                new.generators = [*node.generators]
                new.generators[at] = ast.comprehension(part.target, part.iter, [], part.is_async)
                yield new


def _replaced(tree: ast.Module, old: ast.expr | ast.stmt, new: ast.AST) -> ast.Module:
    """A copy of the whole tree with the other node in its place."""
    memo: dict[int, object] = {id(old): ast.copy_location(copy.deepcopy(new), old)}
    return ast.fix_missing_locations(copy.deepcopy(tree, memo))
