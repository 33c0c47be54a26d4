# attack: a trace of version NaN
@F@
def add(a, b):
    leave({"value": 4}, b'{"trace": {"version": NaN}}')

# attack: a trace with more events than any number
@F@
def add(a, b):
    leave({"value": 4}, b'{"trace": {"version": 1, "events": [], "total": 1e999, "dropped": 0, "values": [], "lines": {}}}')

# attack: a trace that counts backwards
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "total": -1, "dropped": -1}})

# attack: a trace of half events
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "total": 0.5, "dropped": 0.5}})

# attack: a trace of huge numbers
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "total": 10**30, "dropped": 10**30}})

# attack: a trace of two hundred thousand events
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "events": [{"kind": "line", "function": "add", "line": 1, "depth": 1}] * 200_000, "total": 200_000}})

# attack: a trace of a million values
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "values": ["x"] * 1_000_000}})

# attack: a trace with values that are none
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "values": [None, {"t": []}, "\ud800"]}})

# attack: a trace with a value of ten megabytes
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "events": [{"kind": "line", "function": "add", "line": 1, "depth": 1}], "total": 1, "values": ["x" * 10_000_000]}})

# attack: a trace with events of no kind
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "events": [{"kind": "won", "function": "add", "line": 1, "depth": 1}], "total": 1}})

# attack: a trace with a function of surrogates
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "events": [{"kind": "line", "function": "\ud800" * 9, "line": 1, "depth": 1}], "total": 1}})

# attack: a trace with values beyond the list
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "events": [{"kind": "line", "function": "add", "line": 1, "depth": 1, "changed": {"a": 9, "__proto__": -1}}], "total": 1}})

# attack: a trace with lines that are none
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "lines": {"__proto__": 1, "constructor": 2, "-1": 3, "x": None}}})

# attack: a trace with a hundred thousand lines
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "lines": {str(n): 1 for n in range(100_000)}}})

# attack: a trace that is a list
@F@
def add(a, b):
    leave({"value": 4}, {"trace": [1]})

# attack: a trace that is a text
@F@
def add(a, b):
    leave({"value": 4}, {"trace": "\ud800"})

# attack: a trace nested without end
@F@
def add(a, b):
    leave({"value": 4}, b'{"trace": ' + b'[' * 100_000 + b']' * 100_000 + b'}')

# attack: a trace with a verdict in it
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "status": "passed", "guarantee": "apart"}})

# attack: an answer instead of a trace
@F@
def add(a, b):
    leave({"value": 4}, {"value": 3})

# attack: a trace and more traces
@F@
def add(a, b):
    leave({"value": 4}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}}}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}}}, {"trace": {"version": 1, "events": [], "total": 0, "dropped": 0, "values": [], "lines": {}, "version": 2}})

# attack: a trace that never comes
@F@
import time

def add(a, b):
    send({"value": 4})
    time.sleep(60)

# attack: replaces the tracer
import gc

for item in gc.get_objects():
    if type(item).__name__ in ("SetTrace", "Monitoring"):
        item.result = lambda: {"version": float("nan"), "status": "passed"}
        item.head = item.tail = [{"kind": float("inf")}]

def add(a, b):
    return a - b
