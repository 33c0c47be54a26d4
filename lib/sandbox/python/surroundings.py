"""What a test changes in its own process and the program would see in plain Python.

Seeds, the environment, the working directory, the recursion limit, attributes of modules (`mock.patch`
too) and standard input are told before the next call; what the program prints is told back where the
test looks at output. Only for tests whose text does such things, so that the others pay nothing; the
judge's process is put back afterwards. What cannot be told at all is `unseen`: a test that does not pass
is then not judged.
"""

import ast
import io
import os
import random
import sys
import tempfile
import types

from .trees import nodes_of

MAX_PRINTED = 1 << 20

_FILES = frozenset(
    "open chdir mkdir makedirs listdir tempfile pathlib Path NamedTemporaryFile TemporaryDirectory".split()
)
_OUTPUT = frozenset("stdout stderr redirect_stdout redirect_stderr".split())
_UNSEEN = {
    "patch": "patches its own process",
    "MonkeyPatch": "patches its own process",
    "getsource": "reads the program's source",
    "settrace": "traces its own process",
    "setprofile": "traces its own process",
    "tracemalloc": "measures its own process",
    "_getframe": "looks at its own frames",
}
# Names without which a test leaves its process as it is.
TOUCHING = (
    _FILES
    | _OUTPUT
    | frozenset(_UNSEEN)
    | frozenset("seed setstate environ putenv chdir setrecursionlimit stdin setattr".split())
)


class Surroundings:
    """The judge's part: made of a test's code, beside one judgement."""

    def __init__(self, names, modules, shares_files):
        self.names = names
        self.modules = modules
        self.output = bool(names & _OUTPUT)
        self.files = bool(names & _FILES)
        self.unseen = next((f"the test {why}" for name, why in _UNSEEN.items() if name in names), None)
        if self.files and not shares_files:
            self.unseen = "the test hands files over, which this engine keeps apart"
        self.shares_files = shares_files
        self.told = {}
        self.before = None

    def __enter__(self):
        if self.files and self.shares_files:
            self.folder = os.getcwd()
            os.chdir(tempfile.gettempdir())
        self.environment = dict(os.environ)
        self.limit = sys.getrecursionlimit()
        self.streams = sys.stdin, sys.stdout, sys.stderr
        self.told = self.state()
        self.attributes = {name: dict(vars(sys.modules[name])) for name in self.modules if name in sys.modules}
        self.patched = set()
        return self

    def __exit__(self, *_):
        if self.files and self.shares_files:
            os.chdir(self.folder)
        sys.stdin, sys.stdout, sys.stderr = self.streams
        sys.setrecursionlimit(self.limit)
        if dict(os.environ) != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
        for name, attributes in self.attributes.items():
            module = vars(sys.modules[name])
            for attribute in [attribute for attribute in module if module[attribute] is not attributes.get(attribute)]:
                if attribute in attributes:
                    module[attribute] = attributes[attribute]

    def state(self):
        names, state = self.names, {}
        if "seed" in names or "setstate" in names:
            state["random"] = random.getstate()
        if "environ" in names or "putenv" in names:
            state["environ"] = dict(os.environ)
        if "chdir" in names:
            state["folder"] = os.getcwd()
        if "setrecursionlimit" in names:
            state["limit"] = sys.getrecursionlimit()
        return state

    def tell(self, session):
        """Tells the candidate what is different now."""
        state = self.state()
        around = {name: value for name, value in state.items() if value != self.told.get(name)}
        if "random" in around:
            version, numbers, gauss = around["random"]
            around["random"] = [version, list(numbers), gauss]
        patches = list(self.patches())
        if around or patches:
            self.told |= state
            around["patches"] = [[module, name] for module, name, _ in patches]
            message = session.told({"around": around}, value=[value for _, _, value in patches])
            session.exchange(message)
            if "random" in around:
                # The program draws from it now: the same seed, set again, is a change.
                random.random()
                self.told = self.state() | {key: value for key, value in self.told.items() if key not in state}

    def patches(self):
        """Attributes of modules that differ from what they were when last told."""
        for name, attributes in self.attributes.items():
            module = vars(sys.modules[name])
            for attribute in list(module):
                if isinstance(module[attribute], types.ModuleType):
                    continue
                if module[attribute] is not attributes.get(attribute, self):
                    if self.told.get((name, attribute)) is not module[attribute]:
                        self.patched.add((name, attribute))
                        self.told[name, attribute] = module[attribute]
                        yield name, attribute, module[attribute]
                elif (name, attribute) in self.patched:
                    # Back to what it was, on both sides.
                    self.patched.discard((name, attribute))
                    self.told.pop((name, attribute), None)
                    yield name, attribute, Ellipsis
        if "stdin" in self.names and sys.stdin is not self.streams[0] and self.told.get("stdin") is not sys.stdin:
            self.told["stdin"] = sys.stdin
            yield "sys", "stdin", sys.stdin

    def print(self, printed):
        """What the program printed goes where the test has redirected its output."""
        if type(printed) is list and all(type(text) is str and len(text) <= MAX_PRINTED for text in printed):
            for text, stream, own in zip(printed, (sys.stdout, sys.stderr), self.streams[1:]):
                if stream is not own and text:
                    stream.write(text)


def modules_changed(texts):
    """Modules of which a test sets attributes: `time.time = …`, `patch("time.time")`, `patch.object(time, …)`."""
    found = set()
    for text in texts:
        # A module comes from an import or, for `patch`, by its name; other letters may spell the same identifier.
        if text.isascii() and not any(word in text for word in ("import", "patch", "object", "setattr")):
            continue
        try:
            nodes = nodes_of(text)
        except (SyntaxError, ValueError):
            continue
        aliases = {}
        for node in nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    aliases[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
        patched = any(isinstance(node, ast.Attribute) and node.attr in ("patch", "object") for node in nodes)
        patched = patched or any(isinstance(node, ast.Name) and node.id in ("patch", "setattr") for node in nodes)
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
                found.add(aliases.get(node.value.id))
            if patched and isinstance(node, ast.Name):
                found.add(aliases.get(node.id))
            if patched and isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.rpartition(".")[0])
    return sorted(
        name for name in found if name and name not in ("sys", "os") and name.split(".")[0] in sys.stdlib_module_names
    )


# -- the candidate's part

_ORIGINALS = {}


def take(candidate, around, values):
    if "random" in around:
        version, numbers, gauss = around["random"]
        random.setstate((version, tuple(numbers), gauss))
    if "environ" in around:
        for name in [name for name in os.environ if name not in around["environ"]]:
            del os.environ[name]
        os.environ.update(around["environ"])
    if "folder" in around:
        os.chdir(around["folder"])
    if "limit" in around:
        sys.setrecursionlimit(around["limit"] + candidate.own_depth)
    for (module, name), value in zip(around["patches"], values):
        __import__(module)
        held = vars(sys.modules[module])
        _ORIGINALS.setdefault((module, name), held.get(name))
        held[name] = _ORIGINALS[module, name] if value is Ellipsis else value


class Output:
    """Standard output and error, kept for the test's process too."""

    def __init__(self):
        self.streams = [Tee(sys.stdout), Tee(sys.stderr)]
        sys.stdout, sys.stderr = self.streams

    def tell(self, reply):
        printed = [stream.taken() for stream in self.streams]
        if any(printed):
            reply["printed"] = printed


class Tee(io.TextIOBase):
    def __init__(self, stream):
        self.stream = stream
        self.kept = []
        self.size = 0

    def write(self, text):
        if self.size < MAX_PRINTED:
            self.kept.append(text[: MAX_PRINTED - self.size])
            self.size += len(text)
        return self.stream.write(text)

    def taken(self):
        text, self.kept, self.size = "".join(self.kept), [], 0
        return text

    def flush(self):
        self.stream.flush()

    def fileno(self):
        return self.stream.fileno()

    def isatty(self):
        return False

    def writable(self):
        return True

    encoding = property(lambda self: self.stream.encoding)
    errors = property(lambda self: self.stream.errors)
    buffer = property(lambda self: self.stream.buffer)
