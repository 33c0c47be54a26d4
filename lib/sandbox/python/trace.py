"""A bounded trace of the program's own frames, in the form of `lib/sandbox/trace.ts`.

`sys.monitoring` on Python 3.12 and later (events only in the program's code: the rest runs at full
speed), `sys.settrace` before; both give the same events. A program that would go on for ever is
stopped by an exception after `budget` events, so the same program gives the same trace.

Only what the program does by itself or for its test is heard: what is asked of its objects to carry,
compare or describe them (their repr, their hash) is not, nor is it counted.

It is made beside the program, which can say what it likes: the judge takes a trace only after `checked`.
"""

import inspect
import sys
import types
from collections import deque

from .describe import MAX_REPR, short

HEAD = TAIL = 600
BUDGET = 50_000
# Of a trace that is believed, whatever head and tail were asked for.
MAX_EVENTS = 2 * BUDGET
MAX_NAMES = 12

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_UNSHOWN = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
_FIXED = (int, float, bool, str, bytes, type(None), complex)


class Enough(BaseException):
    """The budget of events is spent."""


class Tracer:
    def __init__(self, options, file):
        options = options if isinstance(options, dict) else {}
        self.file = file
        self.head_size = options.get("head", HEAD)
        self.head = []
        self.tail = deque(maxlen=options.get("tail", TAIL))
        self.budget = options.get("budget", BUDGET)
        self.total = 0
        self.depth = 0
        self.numbers = {}
        self.lines = {}
        # For each frame that is running or waits at a yield: its locals as last seen; its number and depth.
        self.seen = {}
        self.frames = {}
        self.entered = 0
        # Of each exception that went through a frame: their identities, the line, the event.
        self.raises = []
        self.hearing = False
        # Whether what runs in a frame answers what only we ask, where tests are in this process.
        self.strange = None

    def hears(self, frame):
        return self.hearing and not (self.strange is not None and self.strange(frame))

    def record(self, kind, frame, line, value=None, changed=True):
        self.total += 1
        event = {"kind": kind, "function": frame.f_code.co_name, "line": line, "depth": self.depth}
        event["frame"] = self.number_of(frame)
        if changed:
            names = self.changes(frame)
            if names:
                event["changed"] = names
        if value is not None:
            event["value"] = self.number(value[0])
        if kind == "line":
            self.lines[line] = self.lines.get(line, 0) + 1
        if kind == "exception":
            self.raises.append(((id(value[0]), id(frame), line), event))
        (self.head if len(self.head) < self.head_size else self.tail).append(event)
        if self.total >= self.budget:
            self.stop()
            raise Enough(f"stopped after {self.budget} events")

    def number_of(self, frame):
        known = self.frames.get(frame)
        if known is None:
            self.entered += 1
            known = self.frames[frame] = self.entered, self.depth
        return known[0]

    def forget(self, frame):
        self.seen.pop(frame, None)
        self.frames.pop(frame, None)

    def listen(self):
        pass

    def way_of(self, error):
        """The program's frames in a traceback, each with its line."""
        entry, way = error.__traceback__, []
        while entry is not None:
            if entry.tb_frame.f_code.co_filename == self.file:
                way.append((entry.tb_frame, entry.tb_lineno))
            entry = entry.tb_next
        return way

    def left(self, error):
        """Marks the way of an exception that nothing in the program has caught, from where it arose."""
        places = {(id(error), id(frame), line) for frame, line in self.way_of(error)}
        for place, event in reversed(self.raises):
            if place in places:
                places.remove(place)
                event["uncaught"] = True

    def number(self, value):
        text = short(value)
        return self.numbers.setdefault(text, len(self.numbers))

    def changes(self, frame):
        before = self.seen.setdefault(frame, {})
        changed = {}
        shown = 0
        for name, value in list(frame.f_locals.items()):
            if name.startswith("__") or isinstance(value, _UNSHOWN):
                continue
            shown += 1
            if shown > MAX_NAMES:
                break
            known = before.get(name)
            if known is not None and known[0] is value and type(value) in _FIXED:
                continue
            number = self.number(value)
            if known is None or known[1] != number:
                changed[name] = number
            before[name] = (value if type(value) in _FIXED else None, number)
        return changed

    def result(self):
        """The trace as JSON data; only values that a kept event names are listed."""
        self.stop()
        texts = list(self.numbers)
        used = {}

        def renumbered(number):
            return used.setdefault(number, len(used))

        events = []
        for event in [*self.head, *self.tail]:
            event = dict(event)
            if "changed" in event:
                event["changed"] = {name: renumbered(number) for name, number in event["changed"].items()}
            if "value" in event:
                event["value"] = renumbered(event["value"])
            events.append(event)
        return {
            "version": 1,
            "events": events,
            "total": self.total,
            "dropped": self.total - len(events),
            "values": [texts[number] for number in used],
            "lines": {str(line): hits for line, hits in sorted(self.lines.items())},
        }

    # What both ways of listening call.

    def enter(self, frame):
        if self.hears(frame):
            self.depth += 1
            self.record("call", frame, frame.f_code.co_firstlineno)

    def resume(self, frame):
        if self.hears(frame):
            self.depth += 1

    def line(self, frame, line):
        if self.hears(frame):
            self.record("line", frame, line)

    def leave(self, frame, value):
        try:
            if self.hears(frame):
                self.record("return", frame, frame.f_lineno, (value,))
        finally:
            self.unwind(frame)

    def pause(self, frame):
        if self.hears(frame):
            self.depth -= 1

    def raised(self, frame, error):
        if self.hears(frame):
            self.record("exception", frame, frame.f_lineno, (error,))

    def unwind(self, frame):
        if self.hears(frame):
            self.depth -= 1
        self.forget(frame)


class SetTrace(Tracer):
    """sys.settrace tells an unwinding frame, and one that waits at a yield, as a return: told apart by where it is."""

    def __init__(self, options, file):
        super().__init__(options, file)
        self.unwinding = set()
        self.paused = set()

    def start(self):
        self.listener = self.on_call
        sys.settrace(self.listener)

    def stop(self):
        self.listener = None
        sys.settrace(None)

    def listen(self):
        # Where recursion has left no frame for us the interpreter tells us no more.
        if sys.gettrace() is None:
            sys.settrace(self.listener)

    def left(self, error):
        if self.listener is not None and sys.gettrace() is None:
            self.catch_up(error)
        super().left(error)

    def catch_up(self, error):
        """What we were not told: how an exception went up through the frames that had begun."""
        for frame, line in reversed(self.way_of(error)):
            if frame in self.frames:
                _, self.depth = self.frames[frame]
                self.record("exception", frame, line, (error,))
                self.depth -= 1
                self.forget(frame)

    def on_call(self, frame, _event, _argument):
        if frame.f_code.co_filename != self.file:
            return None
        if frame in self.paused:
            self.paused.discard(frame)
            self.resume(frame)
        else:
            self.enter(frame)
        return self.on_event

    def on_event(self, frame, event, argument):
        if event == "line":
            self.unwinding.discard(frame)
            self.line(frame, frame.f_lineno)
        elif event == "exception":
            self.unwinding.add(frame)
            self.raised(frame, argument[1])
        elif event == "return":
            self.on_return(frame, argument)
        return self.on_event

    def on_return(self, frame, value):
        raised = frame in self.unwinding
        self.unwinding.discard(frame)
        generator = frame.f_code.co_flags & _GENERATORS
        if _at(frame, _RETURNS) if generator or value is None else True:
            self.leave(frame, value)
        elif generator and not (value is None and (raised or _at(frame, _RAISES))):
            self.paused.add(frame)
            self.pause(frame)
        else:
            self.unwind(frame)


def _at(frame, codes):
    """Whether a frame's last instruction is one of `codes`."""
    return frame.f_lasti >= 0 and frame.f_code.co_code[frame.f_lasti] in codes


def _codes(*names):
    import opcode

    return frozenset(opcode.opmap[name] for name in names if name in opcode.opmap)


_RETURNS = _codes("RETURN_VALUE", "RETURN_CONST")
# A `finally`, a `with` or a bare `raise` raises again without an event of its own.
_RAISES = _codes("RERAISE", "RAISE_VARARGS")


class Monitoring(Tracer):
    TOOL = 3

    def start(self):
        monitoring = sys.monitoring
        events = monitoring.events
        monitoring.use_tool_id(self.TOOL, "tracelab")
        self.local = events.LINE | events.PY_RETURN | events.PY_YIELD | events.PY_RESUME
        listeners = {
            events.PY_START: self.on_start,
            events.PY_RESUME: self.on_resume,
            events.LINE: self.on_line,
            events.PY_RETURN: self.on_return,
            events.PY_YIELD: self.on_yield,
            events.RAISE: self.on_raise,
            events.PY_UNWIND: self.on_unwind,
            events.PY_THROW: self.on_throw,
        }
        for event, listener in listeners.items():
            monitoring.register_callback(self.TOOL, event, listener)
        # These cannot be local to a code object.
        monitoring.set_events(self.TOOL, events.PY_START | events.RAISE | events.PY_UNWIND | events.PY_THROW)

    def stop(self):
        try:
            sys.monitoring.set_events(self.TOOL, 0)
            sys.monitoring.free_tool_id(self.TOOL)
        except ValueError:
            pass

    def foreign(self, code):
        return code.co_filename != self.file

    def on_start(self, code, _offset):
        if self.foreign(code):
            return sys.monitoring.DISABLE
        sys.monitoring.set_local_events(self.TOOL, code, self.local)
        self.enter(sys._getframe(1))

    def on_resume(self, code, _offset):
        self.resume(sys._getframe(1))

    def on_line(self, code, line):
        self.line(sys._getframe(1), line)

    def on_return(self, code, _offset, value):
        self.leave(sys._getframe(1), value)

    def on_yield(self, code, _offset, value):
        self.pause(sys._getframe(1))

    def on_raise(self, code, _offset, error):
        if not self.foreign(code):
            self.raised(sys._getframe(1), error)

    def on_unwind(self, code, _offset, error):
        if not self.foreign(code):
            self.unwind(sys._getframe(1))

    def on_throw(self, code, _offset, error):
        if not self.foreign(code):
            self.resume(sys._getframe(1))


class Hearing:
    """While this is entered the tracer hears what runs, or does not."""

    __slots__ = ("tracer", "on", "before", "depth")

    def __init__(self, tracer, on):
        self.tracer = tracer
        self.on = on

    def __enter__(self):
        tracer = self.tracer
        self.before, self.depth = tracer.hearing, tracer.depth
        tracer.hearing = self.on
        if self.on:
            tracer.listen()

    def __exit__(self, *_):
        self.tracer.hearing, self.tracer.depth = self.before, self.depth


FIELDS = {"version", "events", "total", "dropped", "values", "lines"}
KINDS = ("call", "line", "return", "exception")
MAX_NUMBER = 1 << 31
MAX_NAME = 1000


def checked(data):
    """A candidate's trace, or None where anything in it is not as a `Tracer` makes it."""
    try:
        return data if _is_trace(data) else None
    except (TypeError, KeyError):
        return None


def _is_trace(data):
    if type(data) is not dict or data.keys() != FIELDS or type(data["version"]) is not int or data["version"] != 1:
        return False
    events, values, lines = data["events"], data["values"], data["lines"]
    if type(events) is not list or type(values) is not list or type(lines) is not dict:
        return False
    if len(events) > MAX_EVENTS or len(values) > len(events) * (MAX_NAMES + 1) or len(lines) > len(events) + BUDGET:
        return False
    return (
        _number(data["total"])
        and _number(data["dropped"])
        and data["total"] == len(events) + data["dropped"]
        and all(type(text) is str and len(text) <= MAX_REPR for text in values)
        and all(_is_event(event, len(values)) for event in events)
        and all(line.isdecimal() and len(line) < 10 and _number(hits) for line, hits in lines.items())
    )


def _is_event(event, values):
    if type(event) is not dict:
        return False
    changed = event.get("changed", {})
    return (
        event.keys() <= {"kind", "function", "line", "depth", "frame", "changed", "value", "uncaught"}
        and event["kind"] in KINDS
        and type(event["function"]) is str
        and len(event["function"]) <= MAX_NAME
        and _number(event["line"])
        and type(event["depth"]) is int
        and abs(event["depth"]) <= MAX_EVENTS
        and ("frame" not in event or _number(event["frame"]))
        and event.get("uncaught", True) is True
        and ("value" not in event or _number(event["value"], values))
        and type(changed) is dict
        and len(changed) <= MAX_NAMES
        and all(len(name) <= MAX_NAME and _number(index, values) for name, index in changed.items())
    )


def _number(value, limit=MAX_NUMBER):
    return type(value) is int and 0 <= value < limit


def start(options, file):
    tracer = (Monitoring if hasattr(sys, "monitoring") else SetTrace)(options, file)
    tracer.start()
    return tracer
