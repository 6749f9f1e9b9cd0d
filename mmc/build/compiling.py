"""Jinja with less between a template and its text; what a template means stays the same, but for what is said here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def shown(value: object) -> str:
    """What `escape` makes of the value, without wrapping what is to be joined at once."""
    if type(value) is str:
        text: str = _escape_inner(value)
        return text
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class Macro:
    """A macro that takes the arguments that it names, and no others."""

    __slots__ = ("names", "write")

    def __init__(self, write: Callable[..., str], names: tuple[str, ...]) -> None:
        self.write, self.names = write, names

    def __call__(self, *given: Any, **named: Any) -> Markup:
        """The text of the macro, safe to be shown."""
        others = [named.pop(name, missing) for name in self.names[len(given) :]]
        if named or len(given) > len(self.names):
            raise TypeError(f"a macro takes {self.names} and was given {len(given)} of them and {sorted(named)}")
        return Markup(self.write(*given, *others))  # noqa: S704 - its parts are escaped where they are shown


class Generator(CodeGenerator):
    """Writes a template as Python."""

    def write_commons(self) -> None:
        """Every root and block knows `shown`."""
        super().write_commons()
        self.writeline("shown = environment.shown")

    def enter_frame(self, frame: Frame) -> None:
        """A root or a block gathers its text in a list …"""
        super().enter_frame(frame)
        if frame.parent is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """… and hands it on in one piece: each piece passes through every template that extends another."""
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro is one of ours unless it takes whatever comes."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.macro(macro, {tuple(each.name for each in macro_ref.node.args)!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call is a plain call: nothing of ours asks for Jinja's context."""
        if node.dyn_args or node.dyn_kwargs:
            self.fail("a call names all that it gives", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute is an attribute and never an entry of a dictionary; a missing one is an error."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("shown(")


class Compiled(Template):
    """A template whose macros are made once, since they take nothing from the page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Compiling(Environment):
    """The environment whose templates are compiled so and, once loaded, stay as they are."""

    code_generator_class = Generator
    template_class = Compiled
    shown, macro = staticmethod(shown), Macro

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._loaded: dict[Any, Template] = {}

    def get_template(self, name: str | Template, *context: Any) -> Template:
        """The template of this name."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, *context)
        return found
