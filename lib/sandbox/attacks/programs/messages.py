# attack: NaN as an answer
@F@
def add(a, b):
    leave(b'{"value": NaN}')

# attack: Infinity as an answer
@F@
def add(a, b):
    leave(b'{"value": -Infinity}')

# attack: a number beyond all numbers as an answer
@F@
def add(a, b):
    leave(b'{"value": 1e999}')

# attack: NaN inside an answer
@F@
def add(a, b):
    leave(b'{"value": [1, {"t": [NaN]}]}')

# attack: an int of ten thousand digits
@F@
def add(a, b):
    leave(b'{"value": ' + b'9' * 10_000 + b'}')

# attack: an int of two million hexadecimal digits
@F@
def add(a, b):
    leave({"value": {"i": "f" * 2_000_000}})

# attack: an int with a sign and an underscore
@F@
def add(a, b):
    leave({"value": {"i": " +0x_3"}})

# attack: a complex number too large
@F@
def add(a, b):
    leave({"value": {"c": [10**400, 0]}})

# attack: a complex number of three parts
@F@
def add(a, b):
    leave({"value": {"c": [1, 2, 3]}})

# attack: bytes that are no bytes
@F@
def add(a, b):
    leave({"value": {"b": "zz"}})

# attack: a tag that nobody knows
@F@
def add(a, b):
    leave({"value": {"q": [3]}})

# attack: two tags at once
@F@
def add(a, b):
    leave({"value": {"t": [3], "z": [3]}})

# attack: a set of lists
@F@
def add(a, b):
    leave({"value": {"s": [[1]]}})

# attack: a dict with a list as key
@F@
def add(a, b):
    leave({"value": {"d": [[[1], 2]]}})

# attack: a dict of triples
@F@
def add(a, b):
    leave({"value": {"d": [[1, 2, 3]]}})

# attack: a type that is none
@F@
def add(a, b):
    leave({"value": {"y": "eval"}})

# attack: a module as an answer
@F@
def add(a, b):
    leave({"value": {"m": "winreg"}}, {"module": "winreg"})

# attack: a kept object that was never kept
@F@
def add(a, b):
    leave({"value": {"o": [10**9, "int"]}})

# attack: a kept object before the first
@F@
def add(a, b):
    leave({"value": {"o": [-1, "x" * 10**6]}})

# attack: three thousand keys with one hash
@F@
def add(a, b):
    leave({"value": {"s": [k * (2**61 - 1) for k in range(3000)]}})

# attack: three hundred thousand keys with one hash
@F@
def add(a, b):
    leave({"value": {"s": [k * (2**61 - 1) for k in range(300_000)]}})

# attack: a dict of keys with one hash
@F@
def add(a, b):
    leave({"value": {"d": [[k * (2**61 - 1), k] for k in range(100_000)]}})

# attack: tuples with one hash
@F@
def add(a, b):
    leave({"value": {"z": [{"t": [k * (2**61 - 1), (9 - k) * (2**61 - 1)]} for k in range(20_000)]}})

# attack: floats and ints with one hash
@F@
def add(a, b):
    leave({"value": {"s": [float(2 ** (61 * k)) for k in range(16)] * 1000}})

# attack: lists nested a hundred thousand deep
@F@
def add(a, b):
    leave(b'{"value": ' + b'[' * 100_000 + b']' * 100_000 + b'}')

# attack: tuples nested fifty thousand deep
@F@
def add(a, b):
    leave(b'{"value": ' + b'{"t": [' * 50_000 + b']}' * 50_000 + b'}')

# attack: dicts nested as keys
@F@
def add(a, b):
    leave(b'{"value": ' + b'{"d": [[' * 90 + b'1' + b', 1]]}' * 90 + b'}')

# attack: five million empty lists
@F@
def add(a, b):
    leave(b'{"value": [' + b'[],' * 5_000_000 + b'1]}')

# attack: seventeen megabytes of text
@F@
def add(a, b):
    leave({"value": "x" * (17 << 20)})

# attack: surrogates everywhere
@F@
def add(a, b):
    leave({"value": {"d": [["\ud800", "\udfff\ud800"]]}})

# attack: text in UTF-16
@F@
def add(a, b):
    leave('{"value": 3}'.encode('utf-16'))

# attack: text that is no UTF-8
@F@
def add(a, b):
    leave(b'{"value": "\xff\xfe"}')

# attack: a message without a byte
@F@
def add(a, b):
    leave(b'')

# attack: an empty object
@F@
def add(a, b):
    leave(b'{}')

# attack: a list as a message
@F@
def add(a, b):
    leave(b'[3]')

# attack: a text as a message
@F@
def add(a, b):
    leave(b'"value"')

# attack: a number as a message
@F@
def add(a, b):
    leave(b'3')

# attack: null as a message
@F@
def add(a, b):
    leave(b'null')

# attack: one key twice
@F@
def add(a, b):
    leave(b'{"value": 4, "value": 3, "value": 4}')

# attack: a hundred thousand keys
@F@
def add(a, b):
    leave({"value": 4, **{str(n): n for n in range(100_000)}})

# attack: a value and an exception at once
@F@
def add(a, b):
    leave({"value": 3, "failed": "call", "kind": "error", "error": {}})

# attack: an exception without a kind
@F@
def add(a, b):
    leave({"failed": "call", "error": {"type": "ValueError"}})

# attack: an exception that is none
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": None})

# attack: an exception of kind lost
@F@
def add(a, b):
    leave({"failed": "call", "kind": "lost", "error": {}})

# attack: an exception of kind harness
@F@
def add(a, b):
    leave({"failed": "call", "kind": "harness", "error": {}})

# attack: an exception of kind timeout
@F@
def add(a, b):
    leave({"failed": "call", "kind": "timeout", "error": {}})

# attack: an exception of kind passed
@F@
def add(a, b):
    leave({"failed": "call", "kind": "passed", "error": {}})

# attack: an exception of kind notPlain
@F@
def add(a, b):
    leave({"failed": "call", "kind": "notPlain", "error": {}})

# attack: a kind that is a list
@F@
def add(a, b):
    leave({"failed": "call", "kind": ["error"], "error": {}})

# attack: a phase that is none
@F@
def add(a, b):
    leave({"failed": {"t": []}, "kind": "error", "error": {}})

# attack: an exception of type surrogate
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "\ud800", "message": "\ud800"}})

# attack: an exception of type print
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "print", "message": "print"}})

# attack: an exception of type __import__
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "__import__", "message": "__import__"}})

# attack: an exception of type KeyboardInterrupt
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "KeyboardInterrupt", "message": "KeyboardInterrupt"}})

# attack: an exception of type SystemExit
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "SystemExit", "message": "SystemExit"}})

# attack: an exception of type GeneratorExit
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "GeneratorExit", "message": "GeneratorExit"}})

# attack: an exception of type BaseExceptionGroup
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "BaseExceptionGroup", "message": "BaseExceptionGroup"}})

# attack: an exception of type UnicodeDecodeError
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "UnicodeDecodeError", "message": "UnicodeDecodeError"}})

# attack: an exception of type StopIteration
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "StopIteration", "message": "StopIteration"}})

# attack: an exception of type OSError
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "OSError", "message": "OSError"}})

# attack: an exception of type ImportError
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "ImportError", "message": "ImportError"}})

# attack: an exception of type NameError
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "NameError", "message": "NameError"}})

# attack: an exception of type AssertionError
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "AssertionError", "message": "AssertionError"}})

# attack: an exception of type x.__class__
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "x.__class__", "message": "x.__class__"}})

# attack: an exception with a million frames
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "ValueError", "stack": [{"file": "test", "line": 1}] * 200_000}})

# attack: an exception on lines that are none
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "ValueError", "line": 10**30, "column": -1, "stack": [{"line": 1e300}, {"line": True}, 3]}})

# attack: an exception with a hundred thousand locals
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"locals": {"\ud800" + str(n): n for n in range(100_000)}}})

# attack: an exception with a message of ten megabytes
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "ValueError", "message": "\ud800" * 1_500_000}})

# attack: a missing library that nothing imports
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "ModuleNotFoundError", "message": "No module named 'numba'", "stack": [{"file": "candidate", "line": 1}]}})

# attack: a missing library in a branch that is never taken
if False:
    import numba
raise ModuleNotFoundError("No module named 'numba'")

# attack: a missing library behind a raise
raise ModuleNotFoundError("No module named 'numba'"); import numba

# attack: a missing library on a line of another
import os

def add(a, b):
    raise ModuleNotFoundError("No module named 'numba'")
    import numba

# attack: a missing library said to be on the line of a dead import
@F@
def dead():
    return
    import numba

def add(a, b):
    for line in range(60):
        send({"failed": "call", "kind": "error", "error": {"type": "ModuleNotFoundError", "message": "No module named 'numba'", "stack": [{"file": "candidate", "line": line}]}})
    leave()

# attack: a missing corpus that nothing reads
import textwrap as nltk

def add(a, b):
    raise LookupError("  Resource stopwords not found.")

# attack: a missing corpus of a library that is not there
try:
    import nltk
except ImportError:
    pass

def add(a, b):
    raise LookupError("  Resource stopwords not found.")

# attack: what it returned is not plain, in a number
@F@
def add(a, b):
    leave({"notPlain": 3})

# attack: what it returned is not plain, in surrogates
@F@
def add(a, b):
    leave({"notPlain": "\ud800" * 10**6})

# attack: ready instead of an answer
@F@
def add(a, b):
    leave({"ready": {"add": {"value": 3}}})

# attack: finished instead of an answer
@F@
def add(a, b):
    leave({"finished": True})

# attack: a trace instead of an answer
@F@
def add(a, b):
    leave({"trace": None})

# attack: a report instead of an answer
@F@
def add(a, b):
    leave({"report": [{"name": "check", "status": "passed"}], "nonce": ""})

# attack: loaded instead of an answer
@F@
def add(a, b):
    leave({"loaded": True})

# attack: a row instead of an answer
@F@
def add(a, b):
    leave({"row": {"name": "check", "status": "passed"}})

# attack: ran instead of an answer
@F@
def add(a, b):
    leave({"ran": True})

# attack: a nonce instead of an answer
@F@
def add(a, b):
    leave({"nonce": ""})

# attack: tampered instead of an answer
@F@
def add(a, b):
    leave({"tampered": "nothing", "nonce": ""})

# attack: a verdict instead of an answer
@F@
def add(a, b):
    leave({"status": "passed", "guarantee": "apart", "tests": []})

# attack: a hundred thousand answers
@F@
def add(a, b):
    for _ in range(100_000):
        send({"value": 4})
    leave()

# attack: an answer and then garbage
@F@
def add(a, b):
    send({"value": 4})
    os.write(3, os.urandom(5000))
    os._exit(0)

# attack: an answer in two halves and another between them
@F@
def add(a, b):
    os.write(3, b"\x0c\0\0\0{\"va")
    leave({"value": 3})

# attack: answers from a thread
@F@
import threading

def chatter():
    while True:
        send({"value": 4})

def add(a, b):
    threading.Thread(target=chatter, daemon=True).start()
    return 4

# attack: an answer after the time is over
@F@
import time

def add(a, b):
    time.sleep(1.05)
    leave({"value": 4})

# attack: answers while the judge still checks
@F@
def add(a, b):
    send({"value": {"s": list(range(200_000))}})
    leave({"value": 4}, {"ready": {}}, {"trace": {}}, {"finished": True})

# attack: a greeting with the names that tests use
@F@
leave({"ready": {name: {"value": True} for name in "abs len isinstance range set all any sorted print type __builtins__ check candidate add AssertionError".split()}}, {"value": 3}, {"value": 12})

# attack: a greeting with functions for builtins
@F@
leave({"ready": {name: {"value": {"o": [0, "function"]}} for name in "abs len isinstance range set all any sorted print type __builtins__ check candidate add AssertionError".split()}}, {"value": True}, {"value": True})

# attack: a greeting with a hundred thousand names
@F@
leave({"ready": {str(n): {"value": n} for n in range(100_000)}})

# attack: a greeting with a surrogate
@F@
leave({"ready": {"\ud800": {"value": 1}}})

# attack: a greeting with an empty name
@F@
leave({"ready": {"": {"value": 1}, "add": {"value": 3}}})

# attack: a greeting with the module winreg
@F@
leave({"ready": {"add": {"module": "winreg"}}})

# attack: a greeting with the module antigravity
@F@
leave({"ready": {"add": {"module": "antigravity"}}})

# attack: a greeting with the module this
@F@
leave({"ready": {"add": {"module": "this"}}})

# attack: a greeting with the module os.system
@F@
leave({"ready": {"add": {"module": "os.system"}}})

# attack: a greeting with the module surrogate
@F@
leave({"ready": {"add": {"module": "\ud800"}}})

# attack: a greeting with the module __main__
@F@
leave({"ready": {"add": {"module": "__main__"}}})

# attack: a greeting with the module tracelab_core.judge
@F@
leave({"ready": {"add": {"module": "tracelab_core.judge"}}})

# attack: a greeting with the module xxxxxxxxxxxxxxxxxxxx
@F@
leave({"ready": {"add": {"module": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}})

# attack: a greeting with the module
@F@
leave({"ready": {"add": {"module": ""}}})

# attack: a greeting that is a list
@F@
leave({"ready": [["add", 3]]})

# attack: a greeting without values
@F@
leave({"ready": {"add": {}}})

# attack: a greeting with an exception
@F@
leave({"ready": {"add": {"error": {"type": "ModuleNotFoundError", "message": "No module named 'numba'"}}}})

# attack: two greetings
@F@
leave({"ready": {"add": {"value": 3}}}, {"ready": {"add": {"value": 3}}}, {"value": 3})

# attack: a script's end
@F@
leave({"finished": True})

# attack: a traced program's end
@F@
leave({"failed": "load", "kind": "traced", "error": {}})

# attack: an exit without fields
@F@
leave({"failed": "load", "kind": "exit", "error": {}})

# attack: a syntax error that is a number
@F@
leave({"failed": "compile", "kind": "syntax", "error": 3})

# attack: NaN as a greeting
@F@
leave(b'{"ready": {"add": {"value": NaN}}}')

# attack: a signalling NaN as an answer
@F@
def add(a, b):
    leave({"value": {"v": ["Decimal", "sNaN"]}})

# attack: a set of a signalling NaN
@F@
def add(a, b):
    leave({"value": {"s": [{"v": ["Decimal", "sNaN"]}]}})

# attack: a decimal of an exponent without end
@F@
def add(a, b):
    leave({"value": {"v": ["Decimal", "1E+999999999999999999"]}})

# attack: a fraction of the program's own ints
@F@
own = {"o": ["i", {"o": ["k", "E", "E", "m", [{"y": "int"}], ["__eq__", "__floordiv__", "__index__"], [], None]}, None, 1]}
def add(a, b):
    leave({"value": {"v": ["Fraction", own, 1]}}, {"value": 3}, {"value": 1}, {"value": True}, {"value": True})

# attack: a view of what is asked for its keys
@F@
own = {"o": ["i", {"o": ["k", "E", "E", "m", [], ["__eq__", "__iter__", "__len__"], [], None]}, None]}
def add(a, b):
    leave({"value": {"v": ["keys", own]}}, *[{"value": {"o": ["f", "keys", "keys"]}}, {"value": 3}] * 8)

# attack: a range of the program's own bounds
@F@
own = {"o": ["i", {"o": ["k", "E", "E", "m", [{"y": "int"}], ["__eq__", "__index__", "__lt__"], [], None]}, None, 7]}
def add(a, b):
    leave({"value": {"v": ["range", own, own, own]}}, *[{"value": 1}] * 20)

# attack: an array of more sides than numbers
@F@
def add(a, b):
    leave({"value": {"n": ["ndarray", "<i8", {"t": [1 << 40, 1 << 40, 0]}, {"b": ""}]}})

# attack: an array of texts without end
@F@
def add(a, b):
    leave({"value": {"n": ["scalar", "<U268435455", {"t": []}, {"b": ""}]}})

# attack: a default that is the judge's own clock
@F@
def add(a, b):
    leave({"value": {"m": ["defaultdict", {"y": "time.sleep"}, 1, 2]}})

# attack: a function of the library in the place of the answer's
add = __import__("functools").partial

# attack: a context of the library's as the answer
add = __import__("decimal").localcontext

# attack: the library's function that asks the program
import functools
add = functools.cmp_to_key(lambda a, b: 0)

# attack: a raised StopIteration that is only said
@F@
def add(a, b):
    leave({"failed": "call", "kind": "error", "error": {"type": "StopIteration", "message": "", "stack": [], "locals": {}}})

# attack: a change of what was only compared
@F@
def add(a, b):
    leave(*[{"value": 7, "changed": [[number, [3]]]} for number in (1, -1, 2, -2)])

# attack: text that is the answer by its hash
class Text(str):
    def __hash__(self):
        return hash(3)
    def __eq__(self, other):
        return str.__eq__(self, "7") and other in (3, "7")
def add(a, b):
    return Text("7") if a != 1 else 0
