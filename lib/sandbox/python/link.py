"""One side of the conversation between a judge and its candidate: asks, answers, and keeps both heaps alike.

Messages are JSON objects. A request has one of the keys below; anything else is a reply to one. While a
side waits for its reply it answers what it is asked meanwhile: the program may call a function that the
test gave it, which may call the program.

    {"call": reference, "args": value, "kwargs": {name: value}}     {"drive": number}, an awaitable to its end
    {"get": number, "name"}   {"set": number, "name", "to"}      {"delete": number, "name"}
    {"do": "__add__", "of": number, "args": value}                  {"next": number, "limit"}

A reply is {"value": ..} or {"raised": .., "kind": .., "error": ..} or {"notPlain": ..}; any message may say
what has "changed": [[number, parts], ..], and the judge's which numbers it does "forget".
"""

import copy
import operator

from .codec import Decoder, Encoder, Malformed, NotPlain
from .heap import Heap
from .mirror import SPECIALS, Mirrors

REQUESTS = ("call", "do", "get", "set", "delete", "next", "drive")
# An iterator of the other side is asked for one item at a time, as its side effects can be seen; one that
# goes on for so long is then asked for more at once.
ONE_BY_ONE = 200
AT_ONCE = 256


class Link:
    def __init__(self, judge):
        self.heap = Heap(judge)
        self.mirrors = Mirrors(self)
        # Whether something of this side's that is no data has been told.
        self.lent = False
        # By the number of an iterator: [items taken, items in hand, whether it has ended].
        self.iterated = {}

    # What the two sides do differently: `send`, `receive`, `allow`, `served`, `result_of`.

    # -- values in messages

    def payload(self, value, encoder, depth):
        self.lent = True
        return self.mirrors.payload(value, encoder, depth)

    def stand_in(self, payload, decoder, depth):
        return self.mirrors.stand_in(payload, decoder, depth)

    def told(self, message, **values):
        """`message` with encoded values, and with what has changed since the last one."""
        mark, moved = self.heap.mine, self.heap.changed()
        encoder = Encoder(self.heap, self.payload)
        try:
            for name, value in values.items():
                if name == "kwargs":
                    message[name] = {key: encoder.encode(item) for key, item in value.items()}
                else:
                    message[name] = encoder.encode(value)
            changed = [[number, encoder.content(self.heap.objects[number], *what)] for number, *what in moved]
            while encoder.later:
                number, *what = encoder.later.pop()
                changed.append([number, encoder.content(self.heap.objects[number], *what)])
        except BaseException:
            self.heap.back_to(mark)
            raise
        for number, kind, parts in moved:
            self.heap.watch(number, kind, parts)
        if changed:
            message["changed"] = changed
        return message

    def taken(self, message, *names):
        """The values of these fields; what else the message says of changes is taken over."""
        decoder = Decoder(self.heap, self.stand_in)
        values = []
        for name in names:
            data = message[name]
            if name == "kwargs":
                if type(data) is not dict:
                    raise Malformed("not arguments")
                values.append({key: decoder.decode(item) for key, item in data.items()})
            else:
                values.append(decoder.decode(data))
        self.take_changes(message, decoder)
        return values

    def take_changes(self, message, decoder=None):
        changed = message.get("changed")
        if changed is not None:
            decoder = decoder or Decoder(self.heap, self.stand_in)
            try:
                for number, data in changed:
                    decoder.content(number, data)
            except (TypeError, ValueError) as problem:
                raise Malformed(f"bad changes: {str(problem)[:100]}") from None

    def cannot(self, reason):
        raise TypeError(reason)

    def number_of(self, value):
        return self.heap.numbers[id(value)]

    # -- asking

    def ask(self, request, *values):
        """`request` with its objects by number; a value beside it; the answer."""
        for key in ("get", "set", "delete", "drive"):
            if key in request:
                request[key] = self.number_of(request[key])
        if values:
            return self.exchange(self.told(request, to=values[0]))
        return self.exchange(self.told(request))

    def operate(self, value, special, args):
        number = self.number_of(value)
        if special == "__next__" and not args:
            return self.next_of(number)
        if special == "__iter__" and number in self.iterated:
            return value
        return self.exchange(self.told({"do": special, "of": number}, args=tuple(args)))

    def next_of(self, number):
        state = self.iterated.setdefault(number, [0, [], False])
        if not state[1]:
            if state[2]:
                raise StopIteration
            limit = 1 if state[0] < ONE_BY_ONE else AT_ONCE
            items, ended, value = self.exchange(self.told({"next": number, "limit": limit}))
            state[1] = items[::-1]
            if not items:
                raise StopIteration(*(() if value is None else (value,)))
            # Where it ended among these items it is asked no more; else it may go on after its end.
            state[2] = ended
        state[0] += 1
        return state[1].pop()

    def exchange(self, message):
        self.send(message)
        while True:
            reply = self.receive()
            if any(key in reply for key in REQUESTS):
                self.send(self.served(reply))
            else:
                return self.result_of(reply)

    def invoke(self, function, args, kwargs):
        reference = self.number_of(function)
        return self.exchange(self.told({"call": reference}, args=args, kwargs=kwargs))

    # -- answering

    def answer(self, request, allowed):
        """Does what is asked for; `allowed(what, target, name)` raises where it may not be done."""
        if "call" in request:
            args, kwargs = self.taken(request, "args", "kwargs")
            function = self.refer(request["call"])
            allowed("call", function, None)
            if type(args) is not tuple:
                raise Malformed("not arguments")
            return function(*args, **kwargs), args
        if "do" in request:
            (args,) = self.taken(request, "args")
            target, special = self.refer(request["of"]), request["do"]
            allowed("do", target, special)
            return self.done(target, special, args), ()
        if "next" in request:
            self.taken(request)
            target = self.refer(request["next"])
            allowed("do", target, "__next__")
            return self.some_of(target, min(request["limit"], AT_ONCE)), ()
        if "drive" in request:
            self.taken(request)
            target = self.refer(request["drive"])
            allowed("drive", target, None)
            return driven(target), ()
        what = next(key for key in ("get", "set", "delete") if key in request)
        values = self.taken(request, *(["to"] if what == "set" else []))
        target, name = self.refer(request[what]), request["name"]
        if type(name) is not str:
            raise Malformed("a bad name")
        allowed(what, target, name)
        if what == "get":
            return getattr(target, name), ()
        if what == "set":
            return setattr(target, name, *values), ()
        return delattr(target, name), ()

    def refer(self, reference):
        return self.heap.objects[reference]

    def some_of(self, target, limit):
        items = []
        try:
            while len(items) < limit:
                items.append(next(target))
        except StopIteration as stop:
            return items, True, stop.value
        except BaseException as error:
            if not items:
                raise
            # What came before it first: it is raised when the next item is asked for.
            self.heap.objects[self.heap.numbers[id(target)]] = Raising(error)
            return items, False, None
        return items, False, None

    def done(self, target, special, args):
        if special not in SPECIALS:
            raise Malformed("an unknown operation")
        function = DONE.get(special)
        if function is not None:
            return function(target, *args)
        return getattr(type(target), special)(target, *args)


class Raising:
    """An iterator that raised after the items that were asked for with it."""

    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return self

    def __next__(self):
        error, self.error = self.error, None
        if error is None:
            raise StopIteration
        raise error


def driven(awaitable):
    """Runs it to its end, in a loop that stays: closing one would close the asynchronous generators in it."""
    # Only here: few programs need it, and every process would be larger by it.
    import asyncio

    async def main():
        return await awaitable

    if not _LOOP:
        _LOOP.append(asyncio.new_event_loop())
    return _LOOP[0].run_until_complete(main())


_LOOP = []


# Operations that the interpreter does by more than one method.
DONE = {
    "__iter__": iter,
    "__len__": len,
    "__bool__": bool,
    "__contains__": operator.contains,
    "__copy__": copy.copy,
    "__deepcopy__": copy.deepcopy,
    "__str__": str,
    "__repr__": repr,
    "__format__": format,
    "__hash__": hash,
    "__getitem__": operator.getitem,
    "__setitem__": operator.setitem,
    "__delitem__": operator.delitem,
    "__reversed__": reversed,
}
