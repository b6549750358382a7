"""`Student`: a student's names, as a test sees them.

A test gets a `student` whose attributes are the student's names and nothing else::

    answer = student.merge_disgust(emotions)
    answer.value            # what came back
    answer.arguments[0]     # the first argument as it is after the call

    model = student.build_cnn()     # what does not cross stays there, behind a handle
    model.fit(x, y)
    model.predict(z).value

Free functions do the rest: `read`, `describe`, `source_of`, `files_of`, `made`, `report`.
"""

from __future__ import annotations

import ast
import inspect
import secrets
from collections.abc import Sequence
from typing import Any, Protocol

from course_utils.exercises.codec import (
    CodecError,
    FixtureSpec,
    OpaqueValue,
    decode,
    encode,
)
from course_utils.exercises.limits import DEFAULT, MessageLimits
from course_utils.exercises.server import Server


def printable(text: Any, longest: int = 300) -> str:
    """Text from the other side, fit for a sentence, a file and a terminal."""
    return "".join(c for c in str(text)[:longest] if c == "\n" or c.isprintable())


class StudentError(Exception):
    """A request that the student's side could not carry out; the text is a reason for her."""


class Raised(StudentError):
    """The student's code raised.

    Attributes:
        type: name of the exception's class.
        families: names of that class and its bases.
        text: the exception's own text, cut.
    """

    def __init__(self, name: str, error: dict[str, Any]):
        families = error.get("families")
        self.type = printable(error.get("type") or "an error", 100)
        self.families = [str(f) for f in families] if isinstance(families, list) else []
        self.text = printable(error.get("message") or "")
        line = printable(error.get("line") or "")
        place = f" in the line `{line}`" if line else ""
        text = f": {self.text}" if self.text else ""
        super().__init__(f"`{name}` stopped with {self.type}{place}{text}")


class Missing(StudentError):
    """The student has no such name yet."""


class Refused(StudentError):
    """What came back cannot cross: too large or too deep."""


class Unresponsive(StudentError):
    """No answer: out of time, out of memory, or the process ended."""


class Transport(Protocol):
    """Carries one encoded request to a `Server` and brings the encoded reply."""

    limits: MessageLimits

    def exchange(self, message: bytes) -> bytes:
        """Send and wait.

        Raises:
            Unresponsive: no reply.
            CodecError: something came back that is no reply.
        """

    def broken(self) -> None:
        """The last reply was refused: what else waits on this connection is not to be read."""


class _InProcess:
    def __init__(self, server: Server):
        self.server, self.limits = server, server.limits

    def exchange(self, message: bytes) -> bytes:
        return self.server.answer(message)

    def broken(self) -> None:
        """Nothing waits in a function call."""


class _Link:
    """One student's connection: sends requests, reads replies, remembers her source."""

    def __init__(self, transport: Transport, cells: Sequence[str] | None):
        self.transport = transport
        self.cells = cells

    def ask(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        # A fresh id for each request: a reply that was written beforehand answers nothing.
        identifier = secrets.token_hex(16)
        limits = self.transport.limits
        message = encode(body, identifier=identifier, limits=limits)
        answer = self.transport.exchange(message)
        try:
            reply = decode(
                answer,
                identifier=identifier,
                resolve=lambda stand_in: self._stand_in(name, stand_in),
                limits=limits,
            ).body
        except CodecError:
            self.transport.broken()
            raise
        if not isinstance(reply, dict):
            raise Refused(f"`{name}` gave back something that cannot be read")
        if "error" in reply:
            self._refuse(name, reply["error"] if isinstance(reply["error"], dict) else {})
        return reply

    def _stand_in(self, name: str, stand_in):
        return Handle(self, stand_in, name) if isinstance(stand_in, OpaqueValue) else None

    def _refuse(self, name: str, error: dict[str, Any]):
        if error.get("kind") == "raised":
            raise Raised(name, error)
        if error.get("kind") == "missing":
            raise Missing(f"there is no `{printable(error.get('message'), 100)}` yet")
        detail = printable(error.get("message") or "")
        raise Refused(
            f"what `{name}` gave back cannot be checked" + (f": {detail}" if detail else "")
        )


class _NoValue:
    """What stands for something on the student's side is not true, not a number and not a list.

    So a test that takes an odd answer for a value says what came back, instead of passing it (any
    object is true) or failing itself.
    """

    __slots__ = ()

    def _refuse(self, *_: Any) -> Any:
        raise Refused(f"{self!r} came back, where a value is expected")

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __float__ = __int__ = _refuse
    __index__ = __complex__ = __array__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _refuse
    __rtruediv__ = __matmul__ = __rmatmul__ = __neg__ = __abs__ = __round__ = _refuse


class Reference(_NoValue):
    """A name or attribute on the student's side: call it, or `read` it."""

    __slots__ = ("_link", "_name", "_target")

    def __init__(self, link: _Link, target: dict[str, Any], name: str):
        self._link, self._target, self._name = link, target, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Answer:
        """Call it there; arguments may be values, handles and fixtures."""
        reply = self._link.ask(
            self._name,
            {
                "op": "call",
                "target": self._target,
                "arguments": [_outgoing(a) for a in arguments],
                "keywords": {k: _outgoing(v) for k, v in keywords.items()},
            },
        )
        answer = Answer(self._name, reply)
        # A kernel that was tampered with may send others back than were sent, and a test that
        # looks at the first one must not be the one that fails.
        same_number = isinstance(answer.arguments, list) and len(answer.arguments) == len(arguments)
        same_names = isinstance(answer.keywords, dict) and set(answer.keywords) == set(keywords)
        if not same_number or not same_names:
            raise Refused(f"what `{self._name}` did with its arguments cannot be told")
        return answer

    def __repr__(self) -> str:
        return f"<the student's {self._name}>"


class Handle(_NoValue):
    """Something that stays on the student's side; its attributes are `Reference`s."""

    __slots__ = ("_link", "_name", "_stand_in")

    def __init__(self, link: _Link, stand_in: OpaqueValue, name: str):
        self._link, self._stand_in, self._name = link, stand_in, name

    def __getattr__(self, attribute: str) -> Reference:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        target = {"handle": self._stand_in.number, "path": [attribute]}
        return Reference(self._link, target, attribute)

    def __repr__(self) -> str:
        return f"<{self._stand_in.type} on the student's side>"


class Answer(_NoValue):
    """What a call gave.

    Attributes:
        value: what came back, or a `Handle` for what cannot cross.
        arguments: the positional arguments as they are after the call; a fixture's report in the
            place of a fixture.
        keywords: the keyword arguments likewise.
    """

    def __init__(self, name: str, reply: dict[str, Any]):
        self.name = name
        self.value = reply.get("value")
        self.arguments = reply.get("arguments", [])
        self.keywords = reply.get("keywords", {})

    def __repr__(self) -> str:
        return f"<the answer of {self.name}>"

    def __getattr__(self, attribute: str) -> Reference:
        """A method of what came back, when that is a handle: ``student.build_cnn().fit(x, y)``."""
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if not isinstance(self.value, Handle):
            kind = type(self.value).__name__
            raise Refused(f"`{self.name}` gave back a {kind}, which has no `{attribute}`")
        return getattr(self.value, attribute)


def _outgoing(value: Any) -> Any:
    if isinstance(value, Answer):
        value = value.value
    if isinstance(value, Handle):
        return value._stand_in
    if isinstance(value, list):
        return [_outgoing(item) for item in value]
    if isinstance(value, tuple):
        return tuple(_outgoing(item) for item in value)
    if isinstance(value, dict):
        return {key: _outgoing(item) for key, item in value.items()}
    if isinstance(value, FixtureSpec):
        return FixtureSpec(value.kind, {k: _outgoing(v) for k, v in value.options.items()})
    return value


class Student:
    """A student's names as attributes; made by `LocalStudent` or `RemoteStudent`."""

    __slots__ = ("_link",)

    def __init__(self, transport: Transport, cells: Sequence[str] | None = None):
        self._link = _Link(transport, cells)

    def __getattr__(self, name: str) -> Reference:
        if name.startswith("__"):
            raise AttributeError(name)
        return Reference(self._link, {"name": name}, name)


class LocalStudent(Student):
    """The student in this process: visible checks and the answer bank.

    Args:
        namespace: her names.
        cells: the source of her cells, when it is not to be read from the namespace.
        quiet: whether what her code prints is thrown away.
    """

    __slots__ = ()

    def __init__(
        self,
        namespace: dict[str, Any],
        cells: Sequence[str] | None = None,
        quiet: bool = True,
        limits: MessageLimits = DEFAULT,
    ):
        if cells is None and isinstance(namespace.get("In"), list):
            cells = [str(cell) for cell in namespace["In"]]
        super().__init__(_InProcess(Server(namespace, limits, quiet)), cells)


class RemoteStudent(Student):
    """The student in a kernel that we do not trust.

    Args:
        transport: carries requests to the `Server` in that kernel.
        cells: the source of the submitted code cells, as the referee read them.
    """

    __slots__ = ()

    def __init__(self, transport: Transport, cells: Sequence[str]):
        super().__init__(transport, list(cells))


# ------------------------------------------------------------------ what a test may ask besides


def _where(thing: Reference | Handle | Answer) -> tuple[_Link, dict[str, Any], str]:
    if isinstance(thing, Answer):
        thing = thing.value
    if isinstance(thing, Reference):
        return thing._link, thing._target, thing._name
    if isinstance(thing, Handle):
        return thing._link, {"handle": thing._stand_in.number}, thing._name
    raise Refused(f"{a_kind(thing)} came back; expected an object such as a figure or model")


def a_kind(value: Any) -> str:
    """What kind of thing a value is, in words for a student: ``a list``, ``a numpy array``."""
    if value is None:
        return "None (is there a `return`?)"
    name = value._stand_in.type if isinstance(value, Handle) else type(value).__name__
    name = name.rsplit(".", 1)[-1]
    name = "numpy array" if name == "ndarray" else name
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name}"


def read(reference: Reference) -> Any:
    """The value of a name or attribute: ``read(student.counts)``, ``read(model.classes_)``."""
    link, target, name = _where(reference)
    return link.ask(name, {"op": "read", "target": target}).get("value")


def describe(thing: Reference | Handle | Answer) -> dict[str, Any]:
    """A description of an object that does not cross (see `describe.describe_object`).

    Raises:
        Refused: a plain value came back instead of an object.
    """
    link, target, name = _where(thing)
    description = link.ask(name, {"op": "describe", "target": target}).get("value")
    if not isinstance(description, dict) or not isinstance(description.get("kind"), str):
        raise Refused(f"what `{name}` gave back cannot be described")
    return description


def made(student: Student, spec: FixtureSpec) -> Handle:
    """Make a fixture on the student's side and keep it over several calls."""
    body = {"op": "make", "arguments": [_outgoing(spec)]}
    return student._link.ask(spec.kind, body).get("value")


def report(fixture: Handle) -> Any:
    """What became of a fixture that `made` made."""
    link, target, name = _where(fixture)
    return link.ask(name, {"op": "report", "target": target}).get("value")


def files_of(student: Student) -> list[tuple[str, int]]:
    """(relative path, size in bytes) of each file in the student's working folder, sorted."""
    return student._link.ask("files", {"op": "files"}).get("value")


def source_of(student: Student, name: str | None = None) -> ast.AST:
    """The student's source as a syntax tree.

    Args:
        student: whose.
        name: a function or class: its last definition. None: all cells as one module.

    Raises:
        Missing: no such definition.
    """
    cells = student._link.cells
    if cells is None:
        cells = _sources_in(student)
    module = ast.Module(body=[], type_ignores=[])
    for cell in cells:
        try:
            module.body += ast.parse(cell).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # magics, and cells that never ran: nothing of theirs is defined
    if name is None:
        return module
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    found = [n for n in ast.walk(module) if isinstance(n, kinds) and n.name == name]
    if not found:
        raise Missing(f"there is no definition of `{name}` in your cells")
    return found[-1]


def _sources_in(student: Student) -> list[str]:
    transport = student._link.transport
    namespace = transport.server.namespace if isinstance(transport, _InProcess) else {}
    sources = []
    for thing in list(namespace.values()):
        if inspect.isfunction(thing) or inspect.isclass(thing):
            try:
                sources.append(inspect.cleandoc(inspect.getsource(thing)))
            except (OSError, TypeError):
                continue
    return sources


def end(student: Student) -> None:
    """After a test: forget its handles and fixtures."""
    student._link.ask("end", {"op": "end"})
