"""The candidate's end of the pipe, and the closing of Pyodide's bridge to JavaScript."""

import asyncio
import gc
import io
import os
import sys
import time
import types
import zipimport

# By our own names: a program may replace the modules' functions.
from json import dumps, loads
from os import read, write

from tracelab_core import candidate

from . import idioms

# The worker puts the judge's pipe here.
JUDGE = 3
CHUNK = 1 << 16


class Channel:
    """Frames of four bytes of length and JSON, as bytes on a descriptor."""

    def __init__(self):
        # Read and not yet asked for.
        self.rest = b""

    def send(self, message):
        data = dumps(message).encode()
        rest = memoryview(len(data).to_bytes(4, "little") + data)
        while rest:
            rest = rest[write(JUDGE, rest) :]

    def receive(self):
        head = self._exactly(4)
        if head is None:
            return None
        data = self._exactly(int.from_bytes(head, "little"))
        return None if data is None else loads(data)

    def _exactly(self, size):
        parts = [self.rest[:size]]
        self.rest = self.rest[size:]
        missing = size - len(parts[0])
        while missing:
            # What lies there, the beginning of the next part as well: each read is a way through JavaScript.
            part = read(JUDGE, CHUNK)
            if not part:
                return None
            parts.append(part[:missing])
            self.rest = part[missing:]
            missing -= len(parts[-1])
        return b"".join(parts)


def serve():
    """Runs one program; whatever it raises ends here."""
    try:
        channel = Channel()
        job = channel.receive()
        if job is not None:
            give_stdin(job.pop("stdin", None) or "")
            candidate.serve(channel, job)
    except BaseException:
        pass


def give_stdin(text):
    """The worker keeps what is written to descriptor 0, for whoever reads it: `descriptors.ts`."""
    rest = memoryview(text.encode("utf-8", "surrogatepass"))
    while rest:
        rest = rest[write(0, rest) :]


def open_stdin():
    """As Python makes it; Pyodide's knows its own console."""
    raw = open(0, "rb", closefd=False)
    raw.raw.name = "<stdin>"
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(raw, "utf-8", "surrogateescape", newline="\n")
    sys.stdin.mode = "r"


def close_bridge():
    """Takes away every way from Python to JavaScript, and what would give raw memory.

    Pyodide's own modules stay usable for the worker, which holds them from JavaScript; the program
    finds neither them nor an object of theirs.
    """
    undo_patches()
    open_stdin()
    idioms.give()
    # Pyodide looks for the host's source of chance at first use, while there is still one to find.
    os.urandom(1)
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder.__module__.startswith("_frozen_importlib")]
    for name in [name for name in sys.modules if hidden(name)]:
        module = sys.modules.pop(name)
        if type(module) is types.ModuleType:
            module.__dict__.clear()
    # Ours stay in use, but not under a name that a program could import or replace.
    for name in [name for name in sys.modules if name.split(".")[0] in ("tracelab_core", "tracelab_wasm")]:
        del sys.modules[name]
    for listing in zipimport._zip_directory_cache.values():
        for path in [path for path in listing if hidden(path.replace(os.sep, "."))]:
            del listing[path]
    forget_extensions()
    sys.excepthook = sys.__excepthook__
    sys.path[:] = [path for path in dict.fromkeys(sys.path) if path.endswith(".zip")]
    sys.path_importer_cache.clear()
    sys.argv[:] = [""]
    for name in ("PYTHONINSPECT", "LD_LIBRARY_PATH", "_", "USER", "LOGNAME", "PWD", "PYTHONHASHSEED"):
        os.environ.pop(name, None)
    gc.collect()
    gc.freeze()


# Built-in modules that read or write raw memory, call by address, or are Pyodide's own.
UNSAFE = (
    "_ctypes _pyodide_core _remote_debugging _testbuffer _testcapi _testclinic _testclinic_limited "
    "_testinternalcapi _testlimitedcapi _xxtestfuzz xxsubtype"
).split()


def unsafe():
    """The names for the worker, which takes them from the interpreter's table of built-in modules."""
    return " ".join(UNSAFE)


def forget_extensions():
    """A module that was imported once is made again from a cache, without a look at that table."""
    import _testinternalcapi

    for name in UNSAFE:
        for known in [known for known in sys.modules if known == name or known.split(".")[0] == name.lstrip("_")]:
            del sys.modules[known]
        _testinternalcapi.clear_extension(name, name)


def hidden(name):
    return name.split(".")[0] in ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")


def undo_patches():
    """Pyodide sends sleep and asyncio through JavaScript's event loop, which stands still here."""
    from pyodide import webloop

    time.sleep = webloop._orig_sleep
    asyncio.run = webloop._orig_run
    asyncio.events._set_running_loop(None)
    asyncio.events._event_loop_policy = None
    asyncio.unix_events._UnixDefaultEventLoopPolicy._loop_factory = Loop


class Loop(asyncio.base_events.BaseEventLoop):
    """An event loop for a place without sockets and pipes: it runs what is ready and sleeps."""

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("every task waits for another")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass
