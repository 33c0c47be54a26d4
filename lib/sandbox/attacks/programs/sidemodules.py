# attack: a side module by ExtensionFileLoader
import importlib.machinery
import importlib.util

SIDE = bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
)
open("/tmp/evil.so", "wb").write(SIDE)
loader = importlib.machinery.ExtensionFileLoader("evil", "/tmp/evil.so")

try:
    importlib.util.module_from_spec(importlib.util.spec_from_loader("evil", loader))
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module that writes the function table
import importlib.machinery
import importlib.util

SIDE = bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f60000002310203656e76066d656d6f727902"
    "000003656e76195f5f696e6469726563745f66756e6374696f6e5f7461626c650170000003020100070f010b5079496e6974"
    "5f6576696c00000908010041e8070b01000a0f010d004190ce00412a36020041000b"
)
open("/tmp/evil.so", "wb").write(SIDE)
loader = importlib.machinery.ExtensionFileLoader("evil", "/tmp/evil.so")

try:
    importlib.util.module_from_spec(importlib.util.spec_from_loader("evil", loader))
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module with a start function
import importlib.machinery
import importlib.util

SIDE = bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "00000303020001070f010b5079496e69745f6576696c00000801010a1b020d004190ce00412a36020041000b0b004190ce00"
    "412a3602000b"
)
open("/tmp/evil.so", "wb").write(SIDE)
loader = importlib.machinery.ExtensionFileLoader("evil", "/tmp/evil.so")

try:
    importlib.util.module_from_spec(importlib.util.spec_from_loader("evil", loader))
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module that needs another
import importlib.machinery
import importlib.util

SIDE = bytes.fromhex(
    "0061736d0100000000200864796c696e6b2e30010400000000020f010d2f746d702f6f746865722e736f0108026000017f60"
    "0000020f0103656e76066d656d6f727902000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce0041"
    "2a36020041000b"
)
open("/tmp/other.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
))
open("/tmp/evil.so", "wb").write(SIDE)
loader = importlib.machinery.ExtensionFileLoader("evil", "/tmp/evil.so")

try:
    importlib.util.module_from_spec(importlib.util.spec_from_loader("evil", loader))
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module by _imp
import _imp
import types

open("/tmp/evil.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
))

try:
    _imp.create_dynamic(types.SimpleNamespace(name="evil", origin="/tmp/evil.so"))
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module found on sys.path
import importlib.machinery
import sys

sys.path.insert(0, "/tmp")
for suffix in [*importlib.machinery.EXTENSION_SUFFIXES, ".so", ".wasm"]:
    open("/tmp/evil" + suffix, "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
))
sys.path_importer_cache.clear()

try:
    import evil
except ImportError:
    pass
except SystemError as error:
    print("LEAKED a side module ran:", error)

# attack: a side module with all flags of dlopen
import _imp
import sys
import types

open("/tmp/evil.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
))
for flags in range(0, 0x2000, 0x101):
    try:
        sys.setdlopenflags(flags)
    except AttributeError:
        pass
    try:
        _imp.create_dynamic(types.SimpleNamespace(name="evil", origin="/tmp/evil.so"))
    except ImportError:
        pass
    except SystemError as error:
        print("LEAKED a side module ran:", error)

# attack: a side module by sqlite
import sqlite3

open("/tmp/evil.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100071a011673716c697465335f657874656e73696f6e5f696e697400000a0f010d004190ce00412a3602004100"
    "0b"
))
database = sqlite3.connect(":memory:")
try:
    database.enable_load_extension(True)
    for path in ("/tmp/evil.so", "/tmp/evil"):
        try:
            database.load_extension(path)
            print("LEAKED a side module ran")
        except sqlite3.Error:
            pass
    database.execute("select load_extension('/tmp/evil.so')")
    print("LEAKED a side module ran")
except (sqlite3.Error, AttributeError):
    pass

# attack: a side module by ctypes
open("/tmp/evil.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "000003020100070f010b5079496e69745f6576696c00000a0f010d004190ce00412a36020041000b"
))
try:
    import ctypes

    library = ctypes.CDLL("/tmp/evil.so")
    library.PyInit_evil()
    print("LEAKED a side module ran")
except (ImportError, OSError, AttributeError):
    pass

# attack: the modules behind ctypes by force
import _imp
import importlib.machinery
import importlib.util
import types

for name in ("_ctypes", "_ctypes_test", "_testcapi", "_testlimitedcapi", "_testinternalcapi", "_xxtestfuzz", "_testbuffer", "_remote_debugging", "xxsubtype"):
    for path in (None, "/tmp/x.so"):
        try:
            spec = importlib.machinery.ModuleSpec(name, importlib.machinery.BuiltinImporter, origin=path)
            module = importlib.util.module_from_spec(spec)
            if hasattr(module, "POINTER") or hasattr(module, "dlopen"):
                module.dlopen("/tmp/x.so", 2)
        except (ImportError, OSError, AttributeError, SystemError):
            pass
        try:
            _imp.create_builtin(types.SimpleNamespace(name=name))
        except (ImportError, AttributeError, TypeError, SystemError):
            pass

# attack: a side module for the next program
import _imp
import importlib.machinery
import types

# Where the memory would hold it: a name that was loaded once is not loaded again.
open("/tmp/heapq.so", "wb").write(bytes.fromhex(
    "0061736d01000000000f0864796c696e6b2e300104000000000108026000017f600000020f0103656e76066d656d6f727902"
    "0000030201000710010c5079496e69745f686561707100000a0f010d004190ce00412a36020041000b"
))
for name in ("heapq", "_heapq", "random", "json"):
    try:
        _imp.create_dynamic(types.SimpleNamespace(name=name, origin="/tmp/heapq.so"))
    except (ImportError, SystemError):
        pass
