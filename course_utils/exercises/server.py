"""The student's side of the protocol: carries out a test's requests over a namespace.

Used in the same process by visible checks and the answer bank, and in the student's own kernel at
grading. Nothing that it says is trusted there: student code may have changed any of it.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from course_utils.exercises import fixtures
from course_utils.exercises.codec import (
    CodecError,
    FixtureSpec,
    OpaqueValue,
    decode,
    encode,
)
from course_utils.exercises.describe import describe_object
from course_utils.exercises.limits import DEFAULT, MessageLimits

#: Of an error's text this much is passed on.
LONGEST_MESSAGE = 300
MOST_FILES = 10_000


class TimeUp(BaseException):
    """Raised by the timer of whoever sent the request, in the same process; passes through."""


class _Missing(LookupError):
    pass


class _Fault(Exception):
    """A request that cannot be carried out: no such handle, no such fixture."""


class Server:
    """Carries out requests.

    Args:
        namespace: the student's names.
        limits: bounds for messages.
        quiet: whether what student code prints during a request is thrown away; otherwise its
            stdout passes, and its stderr goes to stdout.
    """

    def __init__(
        self, namespace: dict[str, Any], limits: MessageLimits = DEFAULT, quiet: bool = True
    ):
        self.namespace = namespace
        self.limits = limits
        self.quiet = quiet
        self.kept: dict[int, Any] = {}
        self.keepers: dict[int, Any] = {}

    def answer(self, message: bytes) -> bytes:
        """Carry out one encoded request and give the encoded reply.

        Raises:
            CodecError: `message` is malformed. It comes from a test, so this is our own mistake.
        """
        made: list[tuple[Any, Any]] = []
        request = decode(message, resolve=lambda s: self._resolve(s, made), limits=self.limits)
        return self.reply(request.identifier, request.body, made)

    def reply(self, identifier: str, body: dict[str, Any], made: list) -> bytes:
        """Carry out a decoded request and encode the reply."""
        try:
            if any(isinstance(thing, _Fault) for thing, _ in made):
                raise next(thing for thing, _ in made if isinstance(thing, _Fault))
            with self._streams():
                reply = self._operations[body["op"]](self, body, made)
        except _Missing as error:
            reply = {"error": {"kind": "missing", "message": str(error)[:LONGEST_MESSAGE]}}
        except _Fault as fault:  # the test's own mistake, said so that its author finds it
            reply = {"error": {"kind": "refused", "message": str(fault)[:LONGEST_MESSAGE]}}
        except TimeUp:
            raise
        except BaseException as error:  # student code raises what it likes, SystemExit too
            if isinstance(error, KeyboardInterrupt) and not self.quiet:
                raise  # the student stops her own check
            reply = {"error": self._explain(error)}
        try:
            return encode(reply, identifier=identifier, keep=self._keep, limits=self.limits)
        except BaseException as error:
            text = str(error)[:LONGEST_MESSAGE] if isinstance(error, CodecError) else ""
            refused = {"error": {"kind": "refused", "message": text}}
            return encode(refused, identifier=identifier)

    # -- operations ------------------------------------------------------------------------

    def _call(self, body, made):
        target = self._target(body["target"])
        arguments, keywords = body["arguments"], body["keywords"]
        with _own_figures():
            value = target(*arguments, **keywords)
        keepers = {id(thing): keeper for thing, keeper in made}
        return {
            "value": value,
            "arguments": [self._after(item, keepers) for item in arguments],
            "keywords": {name: self._after(item, keepers) for name, item in keywords.items()},
        }

    def _read(self, body, made):
        return {"value": self._target(body["target"])}

    def _describe(self, body, made):
        return {"value": describe_object(self._target(body["target"]))}

    def _make(self, body, made):
        (thing,) = body["arguments"]
        number = self._keep(thing)
        self.keepers[number] = next(keeper for other, keeper in made if other is thing)
        return {"value": OpaqueValue(number, "fixture")}

    def _report(self, body, made):
        return {"value": self.keepers[body["target"]["handle"]].report()}

    def _files(self, body, made):
        found = []
        for folder, _, names in os.walk("."):
            for name in names:
                path = os.path.join(folder, name)
                size = os.path.getsize(path) if os.path.isfile(path) else 0
                found.append((os.path.relpath(path, ".").replace(os.sep, "/"), size))
                if len(found) >= MOST_FILES:
                    return {"value": sorted(found)}
        return {"value": sorted(found)}

    def _end(self, body, made):
        """Forget what a test made: handles and fixtures."""
        self.kept.clear()
        self.keepers.clear()
        return {"value": None}

    _operations: dict[str, Callable] = {
        "call": _call,
        "read": _read,
        "describe": _describe,
        "make": _make,
        "report": _report,
        "files": _files,
        "end": _end,
    }

    # -- helpers ---------------------------------------------------------------------------

    def _target(self, target: dict[str, Any]) -> Any:
        if "name" in target:
            if target["name"] not in self.namespace:
                raise _Missing(target["name"])
            thing = self.namespace[target["name"]]
        elif target["handle"] in self.kept:
            thing = self.kept[target["handle"]]
        else:
            raise _Fault("a handle of another test, which is no longer there")
        for attribute in target.get("path", ()):
            if not hasattr(thing, attribute):
                raise _Missing(attribute)
            thing = getattr(thing, attribute)
        return thing

    def _after(self, argument: Any, keepers: dict[int, Any]) -> Any:
        keeper = keepers.get(id(argument))
        return keeper.report() if keeper is not None else argument

    def _keep(self, thing: Any) -> int:
        for number, kept in self.kept.items():
            if kept is thing:
                return number
        number = len(self.kept) + 1
        self.kept[number] = thing
        return number

    def _resolve(self, stand_in: OpaqueValue | FixtureSpec, made: list) -> Any:
        if isinstance(stand_in, OpaqueValue):
            if stand_in.number in self.kept:
                return self.kept[stand_in.number]
            thing, keeper = _Fault("a handle of another test, which is no longer there"), None
        else:
            try:
                thing, keeper = fixtures.make(stand_in)
            except Exception as error:
                thing, keeper = _Fault(f"fixture {stand_in.kind}: {error}"), None
        made.append((thing, keeper))
        return thing

    def _streams(self) -> ExitStack:
        stack = ExitStack()
        if self.quiet:
            stack.enter_context(redirect_stdout(io.StringIO()))
            stack.enter_context(redirect_stderr(io.StringIO()))
        else:
            # A warning on stderr would cost points in plain nbgrader.
            stack.enter_context(redirect_stderr(sys.stdout))
        return stack

    def _explain(self, error: BaseException) -> dict[str, Any]:
        """Type, text, and the student's own line: the innermost one that is hers."""
        where, line = None, None
        try:
            for frame in traceback.extract_tb(error.__traceback__):
                if _is_students(frame.filename):
                    where, line = frame.lineno, (frame.line or "").strip()[:LONGEST_MESSAGE]
            message = str(error)[:LONGEST_MESSAGE]
        except BaseException:  # an exception may lie about itself too
            message = ""
        return {
            "kind": "raised",
            "type": type(error).__name__[:100],
            "families": [kind.__name__[:100] for kind in type(error).__mro__[:8]],
            "message": message,
            "where": where,
            "line": line,
        }


@contextmanager
def _own_figures():
    """Let a call draw on figures of its own, which are closed after it.

    Otherwise ``plt.gca()`` finds the picture of the call before, or one that the student has open.
    """
    helpers = sys.modules.get("matplotlib._pylab_helpers")
    before = helpers.Gcf.figs if helpers else None
    if helpers:
        helpers.Gcf.figs = OrderedDict()
    try:
        yield
    finally:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot:
            pyplot.close("all")
        if helpers:
            helpers.Gcf.figs = before


def _is_students(filename: str) -> bool:
    name = filename.replace("\\", "/")
    return name.startswith("<") or "ipykernel_" in name or "/answers/" in name
