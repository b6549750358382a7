"""Attacks that want points for wrong answers: forge, patch, spoof, replay."""

from __future__ import annotations

from attacks.attack import Attack

#: Finds the kernel's pipes: the descriptors that are pipes, in their order.
PIPES = """\
import stat
pipes = [d for d in range(3, 64) if os.path.exists(f"/proc/self/fd/{d}")
         and stat.S_ISFIFO(os.fstat(d).st_mode)]
print("pipes", pipes)
"""
#: A reply as the kernel would write it, for any request id.
FORGE = """\
import json, struct
def forge(identifier, body=None, frames=b"", sizes=None, text=None):
    head = {"id": identifier, "frames": [len(frames)] if sizes is None else sizes, "body": body}
    text = json.dumps(head).encode() if text is None else text
    return struct.pack("<4sIQ", b"FACE", len(text), len(frames)) + text + frames
def send(message):
    for pipe in pipes:
        try:
            os.set_blocking(pipe, False)
            os.write(pipe, message)
        except OSError:
            pass
"""
#: An answer that writes this message instead of coming back.
ANSWERS = PIPES + FORGE + "print('tried to forge')\n"

FOR_POINTS = [
    Attack(
        "an AST transformer deletes every assert and comparison",
        first="""\
import ast
class Deleter(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Deleter())
print("tried to delete asserts")""",
        shows="tried to delete",
        says="twice as large",
        core=True,
    ),
    Attack(
        "an input transformer turns later cells into pass",
        first="""\
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
print("tried to blank cells")""",
        shows="tried to blank",
        says="there is no `double`",
    ),
    Attack(
        "numpy's comparisons always say yes",
        first="""\
import numpy as np
for name in ("allclose", "array_equal", "isclose", "array_equiv", "all"):
    setattr(np, name, lambda *a, **k: True)
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
print("tried to patch numpy")""",
        shows="tried to patch",
        says="twice as large",
        core=True,
    ),
    Attack(
        "values that are equal to everything",
        double="""\
class Any(int):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __hash__ = int.__hash__
class Anything(list):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
def double(numbers):
    return Anything([Any(7)] * len(numbers))""",
        brightness="def brightness(picture):\n    return Any(7)",
        says="twice as large",
        core=True,
    ),
    Attack(
        "an array that answers comparisons itself",
        brightness="""\
import numpy as np
class Agreeable(np.ndarray):
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __eq__(self, other): return True
    def __abs__(self): return 0
    def __float__(self): return 0.0
def brightness(picture):
    return np.zeros(()).view(Agreeable)""",
        says="brightness",
    ),
    Attack(
        "an object that runs a command when it is unpickled",
        double="""\
class Payload:
    def __reduce__(self):
        return os.system, ("touch " + COURSE + "/unpickled",)
def double(numbers):
    return Payload()""",
        brightness="""\
import numpy as np
def brightness(picture):
    return np.array([Payload()], dtype=object)""",
        says="twice as large",
    ),
    Attack(
        "an object that lies about its class",
        double="""\
class Liar:
    __class__ = list
    def __len__(self): return 20
    def __iter__(self): return iter([2] * 20)
    def __eq__(self, other): return True
def double(numbers):
    return Liar()""",
        says="cannot be checked",
    ),
    Attack(
        "a class with a name of a million letters and a hostile metaclass",
        double="""\
class Meta(type):
    def __getattribute__(self, name):
        if name in ("__module__", "__qualname__", "__name__"):
            return "A" * 1_000_000
        return type.__getattribute__(self, name)
class Named(metaclass=Meta):
    pass
def double(numbers):
    return Named()""",
    ),
    Attack(
        "the test runner is patched in the kernel",
        first="""\
from course_utils.exercises import expect, verdict, codec, student
verdict.run_test = lambda test, *a, **k: verdict.Verdict(test.name, True)
for name in dir(expect):
    if callable(getattr(expect, name)) and name.islower():
        setattr(expect, name, lambda *a, **k: None)
verdict.Verdict.passed = True
print("tried to patch the runner")""",
        shows="tried to patch the runner",
        says="twice as large",
        core=True,
    ),
    Attack(
        "the kernel's server is patched to say that all is well",
        first="""\
from course_utils.exercises.server import Server
plain = Server.reply
def reply(self, identifier, body, made):
    from course_utils.exercises.codec import encode
    return encode({"value": True, "passed": True, "arguments": [], "score": 2.0,
                   "verdict": "passed"}, identifier=identifier)
Server.reply = reply
print("tried to patch the server")""",
        shows="tried to patch the server",
        says="with its arguments cannot be told",
        core=True,
    ),
    Attack(
        "a request is answered with another name's function",
        first="""\
from course_utils.exercises.server import Server
plain_target = Server._target
Server._target = lambda self, target: (lambda *a, **k: a[0] if a else True)
print("tried to redirect")""",
        shows="tried to redirect",
        says="twice as large",
    ),
    Attack(
        "replies are written before they are asked for",
        first=PIPES
        + FORGE
        + """\
for guess in ("", "0", "1", "cell", "a" * 32):
    for _ in range(50):
        send(forge(guess, {"t": "dict", "v": [["value", True], ["arguments", []]]}))
print("tried to write ahead")""",
        says="another request|no reply|no message|could not be read|ended",
        core=True,
    ),
    Attack(
        "a reply is sent twice to shift the stream",
        first="""\
from course_utils.exercises.server import Server
plain = Server.reply
Server.reply = lambda self, *a: plain(self, *a) * 2
print("tried to send twice")""",
        shows="tried to send twice",
        says="another request",
    ),
    Attack(
        "a forked child answers as well",
        double="def double(numbers):\n    os.fork()\n    return numbers",
        says="another request|twice as large",
    ),
    Attack(
        "a reply that announces two gigabytes",
        first=ANSWERS,
        double="""\
def double(numbers):
    send(struct.pack("<4sIQ", b"FACE", 100, 2 * 1024**3))
    time.sleep(60)""",
        says="may cross",
        core=True,
    ),
    Attack(
        "a reply nested twenty thousand deep",
        first=ANSWERS,
        double="""\
def double(numbers):
    deep = b"[" * 20_000 + b"]" * 20_000
    send(forge("", text=b'{"id": "x", "frames": [], "body": ' + deep + b"}"))
    time.sleep(60)""",
        says="no JSON|nested|another request",
    ),
    Attack(
        "a list that contains itself",
        double="""\
def double(numbers):
    loop = []
    loop.append(loop)
    return loop""",
        says="cannot be checked|nested",
    ),
    Attack(
        "a forged frame with a pickle in it",
        first="""\
import io, numpy as np
from course_utils.exercises import codec
class Payload:
    def __reduce__(self):
        return os.system, ("touch " + COURSE + "/unpickled",)
def array(self, array, depth=0):
    buffer = io.BytesIO()
    np.save(buffer, np.array([Payload()], dtype=object), allow_pickle=True)
    return {"t": "array", "v": self.frame(buffer.getvalue())}
codec._Encoder.array = array
print("tried to pickle")""",
        brightness="import numpy as np\ndef brightness(picture):\n    return np.zeros(3)",
        shows="tried to pickle",
        says="array of type|npy|could not be read",
        core=True,
    ),
    Attack(
        "npy headers: code in the header, shapes that overflow, a record type",
        first="""\
import numpy as np
from course_utils.exercises import codec
HEADERS = [
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2**62, 8), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
    "{'descr': [('a', '<i8', (10**6,))], 'fortran_order': False, 'shape': (10**6,), }",
    "{'descr': '|V0', 'fortran_order': False, 'shape': (10**12,), }",
    "{'descr': '<U0', 'fortran_order': False, 'shape': (10**12,), }",
    "__import__('os').system('touch /tmp/header')",
    "{'descr': '<f8', 'fortran_order': False, 'shape': " + "(" * 300 + ")" * 300 + ", }",
]
def array(self, array, depth=0):
    text = HEADERS.pop().encode()
    head = b"\\x93NUMPY\\x01\\x00" + len(text).to_bytes(2, "little") + text
    return {"t": "array", "v": self.frame(head + bytes(8))}
codec._Encoder.array = array
print("tried headers")""",
        brightness="import numpy as np\ndef brightness(picture):\n    return [np.zeros(3)] * 7",
        shows="tried headers",
        says="array|fit its tag|could not be read|cannot be checked",
    ),
    Attack(
        "one frame named ten thousand times",
        first="""\
from course_utils.exercises import codec
plain = codec._Encoder.value
def value(self, value, depth=0):
    if value == "bomb":
        import io, numpy as np
        buffer = io.BytesIO()
        np.save(buffer, np.zeros(10**6))
        number = self.frame(buffer.getvalue())
        return [{"t": "array", "v": number}] * 10_000
    return plain(self, value, depth)
codec._Encoder.value = value
print("tried a frame bomb")""",
        double='def double(numbers):\n    return "bomb"',
        shows="tried a frame bomb",
        says="too often|npy",
    ),
    Attack(
        "a range of ten to the eighteenth, an integer of a million digits",
        double="def double(numbers):\n    return range(0, 10**18)",
        brightness="def brightness(picture):\n    return 10**1_000_000",
        says="a range of more than",
    ),
    Attack(
        "values that never end",
        double="""\
def double(numbers):
    while True:
        yield 2""",
        brightness="""\
class Endless(dict):
    def items(self):
        while True:
            yield 1, 1
    __iter__ = keys = items
def brightness(picture):
    return Endless()""",
        says="twice as large",
    ),
    Attack(
        "a dict subclass whose items differ each time",
        double="""\
class Turning(list):
    turns = 0
    def __iter__(self):
        Turning.turns += 1
        return iter([Turning.turns] * 20)
def double(numbers):
    return Turning([1] * 20)""",
        says="twice as large",
    ),
    Attack(
        "a number printed for nbgrader to read as credit",
        first="2.0",
        double="def double(numbers):\n    return numbers\n2.0",
        last="2.0",
        says="twice as large",
    ),
    Attack(
        "outputs and points written into the notebook beforehand",
        change=lambda nb: [
            cell.update(
                outputs=[
                    {
                        "output_type": "execute_result",
                        "data": {"text/plain": "2.0"},
                        "metadata": {},
                        "execution_count": 1,
                    }
                ]
            )
            for cell in nb.cells
            if cell.cell_type == "code"
        ],
        says="twice as large",
    ),
    Attack(
        "the kernel becomes another program that speaks the protocol",
        first=PIPES
        + """\
program = '''
import os, sys, struct, json
read, write = map(int, sys.argv[1:3])
while True:
    head = os.read(read, 16)
    magic, text, frames = struct.unpack("<4sIQ", head)
    body = json.loads(os.read(read, text)); os.read(read, frames)
    value = {"t": "dict", "v": [["value", True], ["arguments", []]]}
    text = json.dumps({"id": body["id"], "frames": [], "body": value}).encode()
    os.write(write, struct.pack("<4sIQ", b"FACE", len(text), 0) + text)
'''
for pipe in pipes:
    os.set_inheritable(pipe, True)
os.execv(sys.executable, [sys.executable, "-S", "-c", program, *map(str, pipes[:2])])""",
        says="no answer|twice|ended|within|could not be read|another request",
        limits={"cell_seconds": 6, "request_seconds": 4},
    ),
    Attack(
        "builtins are replaced, all of them that can be",
        first="""\
import builtins
for name in ("len", "isinstance", "abs", "all", "any", "sum", "min", "max", "sorted", "hash"):
    setattr(builtins, name, lambda *a, **k: True)
print("tried builtins")""",
        says="no answer|twice|ended|could not|within|stopped with",
        limits={"cell_seconds": 10, "request_seconds": 4},
    ),
    Attack(
        "inputs are remembered from test to test and given back",
        double="""\
seen = []
def double(numbers):
    seen.append(list(numbers))
    return seen[0]""",
        says="twice as large",
    ),
    Attack(
        "a trace function watches the kernel and changes what it returns",
        first="""\
def trace(frame, event, argument):
    if event == "return" and frame.f_code.co_name in ("_call", "reply"):
        for name in list(frame.f_locals):
            frame.f_locals[name] = True
    return trace
sys.settrace(trace); threading.settrace(trace)
print("tried to trace")""",
        shows="tried to trace",
        says="twice|within|no answer",
    ),
    Attack(
        "__del__ and atexit code writes to the pipes",
        first=PIPES
        + FORGE
        + """\
import atexit
class Last:
    def __del__(self):
        send(forge("", True))
last = Last()
atexit.register(lambda: send(forge("", True)))
print("tried to leave a will")
del last""",
        says="another request|twice|could not be read|no message",
    ),
    Attack(
        "an exception whose text claims that all tests passed",
        double="""\
class NotImplementedError_(Exception):
    pass
def double(numbers):
    raise NotImplementedError_("\\n2 of 2 hidden tests passed.\\n2.0")""",
        says="stopped with NotImplementedError_",
    ),
    Attack(
        "an exception that cannot be printed",
        double="""\
class Silent(BaseException):
    def __str__(self): raise self
    __repr__ = __str__
    @property
    def __traceback__(self): raise self
def double(numbers):
    raise Silent()""",
        says="stopped with|no answer|ended|cannot be",
    ),
]
