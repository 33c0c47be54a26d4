"""Stand-ins for objects that stay in the other process: functions, classes, instances, exceptions.

A class of the other side is described (name, bases, the special methods it has) and made anew as a
class whose methods ask across; so `isinstance`, `except`, `type(x).__name__` and operators work as they
do where the class lives. An instance of a class derived from a plain type (`class Stack(list)`) holds
that plain value here, and what the class does not override is answered here. An exception is made of its
class, `args` and attributes; no constructor of the other side's choosing runs.

    "o" payloads:  ["f", name, qualname]                                  function, method
                   ["k", name, qualname, module, bases, specials, shadowed, extra]    class
                   ["i", class, more, parts ..]                           instance
                   ["x", class, args, attributes, cause, context, suppress]           exception
"""

import collections
import dataclasses
import enum
import functools
import types

from .codec import Malformed, NotPlain, type_name
from .heap import KINDS, kind_of
from .names import KNOWN, exception_class, full_name, is_library, name_of

COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
_ARITHMETIC = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()
OPERATORS = tuple(
    f"__{side}{name}__" for name in _ARITHMETIC for side in ("", "r", "i") if (side, name) != ("i", "divmod")
)
OTHERS = tuple(f"__{name}__" for name in """
    hash bool len iter next reversed contains getitem setitem delitem missing call enter exit neg pos abs invert
    int float complex index round trunc floor ceil str repr format bytes length_hint copy deepcopy
    aiter anext aenter aexit await fspath
    """.split())
_ANSWERED_HERE = frozenset(COMPARISONS + OPERATORS)
SPECIALS = frozenset(COMPARISONS + OPERATORS + OTHERS)
READABLE = frozenset("""
    __name__ __qualname__ __doc__ __module__ __wrapped__ __annotations__ __defaults__ __kwdefaults__ __dict__
    __self__ __func__ __code__ __match_args__ __members__ __slots__
    """.split())
FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.ClassMethodDescriptorType,
    functools._lru_cache_wrapper,
)
_PLAIN = (int, float, complex, str, bytes, tuple, frozenset)
_LAYOUTS = frozenset(_PLAIN) | frozenset(KINDS)
_NAMEDTUPLE = frozenset(vars(collections.namedtuple("_", ""))) | {
    "__annotations__",
    "__orig_bases__",
    "__firstlineno__",
    "__static_attributes__",
    # Left by `copy` and `pickle` on what they have seen.
    "__slotnames__",
    "__annotations_cache__",
    "__annotate_func__",
}
_SLOTS = ("errno", "strerror", "filename", "filename2", "name", "path", "msg")
MAX_NAMES = 300
MAX_CLASSES = 1000
LINK = " link"
REPR = " repr"


def link_of(value):
    return getattr(value if isinstance(value, RemoteType) else type(value), LINK)


class RemoteType(type):
    """The class of a stand-in for a class."""

    def __call__(cls, *args, **kwargs):
        return link_of(cls).invoke(cls, args, kwargs)

    def __getattr__(cls, name):
        if name.startswith("__") and name not in READABLE or name == LINK:
            raise AttributeError(name)
        return link_of(cls).ask({"get": cls, "name": name})

    def __setattr__(cls, name, value):
        link_of(cls).ask({"set": cls, "name": name}, value)

    def __repr__(cls):
        own = type.__getattribute__(cls, "__dict__").get(REPR)
        return own or f"<class '{cls.__module__}.{cls.__qualname__}'>"

    def __len__(cls):
        return link_of(cls).operate(cls, "__len__", ())

    def __iter__(cls):
        return link_of(cls).operate(cls, "__iter__", ())

    def __getitem__(cls, key):
        return link_of(cls).operate(cls, "__getitem__", (key,))

    def __contains__(cls, item):
        return link_of(cls).operate(cls, "__contains__", (item,))

    def __bool__(cls):
        return True


class Remote(metaclass=RemoteType):
    """Stands for an instance of a class that only the other side has."""

    __slots__ = ()

    def __getattr__(self, name):
        if name.startswith("__") and name not in READABLE:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        value = link_of(self).ask({"get": self, "name": name})
        if type(value) is Function:
            value._asked = name
        return value

    def __setattr__(self, name, value):
        if name.startswith("__"):
            object.__setattr__(self, name, value)
        else:
            link_of(self).ask({"set": self, "name": name}, value)

    def __delattr__(self, name):
        link_of(self).ask({"delete": self, "name": name})

    def __copy__(self):
        return link_of(self).operate(self, "__copy__", ())

    def __deepcopy__(self, _memo):
        return link_of(self).operate(self, "__deepcopy__", ())

    def __reduce_ex__(self, _protocol):
        link_of(self).cannot(f"the test pickles an object of type {type(self).__name__}")


class Function:
    # Stands for a function or method of the other side.
    __slots__ = ("_link", "_global", "_asked", "__name__", "__qualname__")

    def __init__(self, link, name, qualname):
        self._link = link
        # The name of a global of the program's, or of a method of an object.
        self._global = self._asked = None
        self.__name__ = name
        self.__qualname__ = qualname

    __class__ = property(lambda self: types.FunctionType)
    __doc__ = property(lambda self: self._link.ask({"get": self, "name": "__doc__"}))

    def __setattr__(self, name, value):
        if name in Function.__slots__:
            object.__setattr__(self, name, value)
        else:
            self._link.ask({"set": self, "name": name}, value)

    def __call__(self, *args, **kwargs):
        return self._link.invoke(self, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__") and name not in READABLE:
            raise AttributeError(name)
        return self._link.ask({"get": self, "name": name})

    def __copy__(self):
        return self

    def __deepcopy__(self, _memo):
        return self

    def __repr__(self):
        return f"<function {self.__qualname__}>"


Function.__name__ = Function.__qualname__ = "function"


def is_remote(value):
    return isinstance(type(value), RemoteType) or type(value) is Function or type(type(value)) is RemoteType


# -- what is told of an object


class Mirrors:
    def __init__(self, link):
        self.link = link
        self.classes = 0

    def payload(self, value, encoder, depth):
        kind = type(value)
        if isinstance(value, type):
            return self._class(value, encoder, depth)
        if isinstance(value, FUNCTIONS):
            encoder.heap.add(value)
            return ["f", _name(value, "__name__"), _name(value, "__qualname__")]
        if isinstance(value, BaseException) and issubclass(kind, BaseException):
            return self._exception(value, encoder, depth)
        if issubclass(kind, types.ModuleType):
            raise NotPlain(f"the module {_name(value, '__name__')}")
        self.link.allow(value)
        return self._instance(value, kind, encoder, depth)

    def _class(self, cls, encoder, depth):
        encoder.heap.add(cls)
        bases = [encoder.encode(base, depth) for base in cls.__bases__ if base is not object and _is_told(base)]
        layout = layout_of(cls)
        if layout is not None and not any(_is_told(base) and issubclass(base, layout) for base in cls.__bases__):
            bases.append(encoder.encode(layout, depth))
        specials, shadowed = [], []
        for name in sorted(SPECIALS):
            owner = next((one for one in cls.__mro__ if name in vars(one)), object)
            made_by = getattr(vars(owner).get(name), "__module__", None)
            if layout is not None and is_library(made_by) and name in _ANSWERED_HERE:
                # `IntFlag`'s operators: the value that is held answers as well.
                continue
            if owner is not object and owner not in _LAYOUTS and not _is_known_exception(owner):
                specials.append(name if vars(owner)[name] is not None else [name])
        if layout is not None:
            for owner in cls.__mro__:
                if owner in _LAYOUTS:
                    break
                shadowed += [name for name in vars(owner) if not name.startswith("__") and hasattr(layout, name)]
        name = type.__getattribute__(cls, "__name__")
        extra = None
        if _is_namedtuple(cls):
            extra = ["fields", *cls._fields, *encoder.sequence(list(cls._field_defaults.values()), depth)]
            extra.insert(1, len(cls._fields))
        elif dataclasses.is_dataclass(cls):
            extra = ["dataclass", *[field.name for field in dataclasses.fields(cls)]]
        elif issubclass(cls, BaseException):
            extra = ["exception"]
        elif issubclass(cls, enum.Enum):
            # `<enum 'Color'>`
            extra = ["enum", enum.EnumMeta.__repr__(cls)[:200]]
        qualname, module = _name(cls, "__qualname__"), _name(cls, "__module__")
        return ["k", name[:200], qualname, module, bases, specials[:MAX_NAMES], shadowed[:MAX_NAMES], extra]

    def _instance(self, value, kind, encoder, depth):
        number = encoder.heap.numbers.get(id(kind))
        # Described even where the class itself would cross by name.
        cls = {"o": self._class(kind, encoder, depth)} if number is None else {"r": number}
        changeable = kind_of(kind)
        if changeable is not None:
            number = encoder.heap.add(value)
            parts = changeable.parts(value)
            encoder.heap.watch(number, changeable, parts)
            more = encoder.encode(changeable.more(value), depth)
            return ["i", cls, more, *encoder.sequence(parts, depth)]
        plain = plain_of(value, kind)
        if plain is None:
            encoder.heap.add(value)
            return ["i", cls, None]
        parts = [encoder.encode(plain, depth)]
        encoder.heap.add(value)
        return ["i", cls, None, *parts]

    def _exception(self, error, encoder, depth):
        cls = encoder.encode(type(error), depth)
        args = encoder.encode(tuple(BaseException.args.__get__(error)), depth)
        encoder.heap.add(error)
        attributes = []
        for name in _SLOTS:
            found = type(error).__mro__
            if any(name in vars(one) and one.__module__ == "builtins" for one in found):
                attributes.append((name, getattr(error, name, None)))
        attributes += [pair for pair in list(error.__dict__.items())[:MAX_NAMES] if type(pair[0]) is str]
        told = []
        for name, value in attributes:
            if not name.startswith("__") or name == "__notes__":
                told.append([name, encoder.encode(value, depth)])
        causes = [error.__cause__, error.__context__]
        return ["x", cls, args, told, *[encoder.encode(cause, depth) for cause in causes], error.__suppress_context__]

    # -- and made of it

    def stand_in(self, payload, decoder, depth):
        make = {"f": self._make_function, "k": self._make_class, "i": self._make_instance, "x": self._make_exception}
        return make[payload[0]](payload, decoder, depth)

    def _make_function(self, payload, decoder, _depth):
        _, name, qualname = payload
        function = Function(self.link, _text(name), _text(qualname))
        decoder.heap.add(function, own=False)
        return function

    def _make_class(self, payload, decoder, depth):
        _, name, qualname, module, bases, specials, shadowed, extra = payload
        self.classes += 1
        if self.classes > MAX_CLASSES or extra and len(extra) > MAX_NAMES:
            raise Malformed("too many classes")
        number = decoder.heap.add(None, own=False)
        bases = tuple(decoder.sequence(bases, depth))
        cls = None
        if extra == ["exception"]:
            cls = exception_class(f"{_text(module)}.{_text(qualname)}")
        elif extra and extra[0] == "fields":
            cls = self._make_namedtuple(name, module, extra, decoder, depth)
        if cls is None:
            cls = self._made(name, qualname, module, bases, specials, shadowed, extra)
        decoder.heap.objects[number] = cls
        decoder.heap.numbers[id(cls)] = number
        return cls

    def _make_namedtuple(self, name, module, extra, decoder, depth):
        count = extra[1]
        fields, defaults = extra[2 : 2 + count], decoder.sequence(extra[2 + count :], depth)
        return collections.namedtuple(
            _text(name), [_text(field) for field in fields], defaults=defaults or None, module=_text(module)
        )

    def _made(self, name, qualname, module, bases, specials, shadowed, extra):
        for base in bases:
            if not isinstance(base, type):
                raise Malformed("a base that is no class")
        if not any(isinstance(base, RemoteType) for base in bases):
            bases = (Remote, *bases)
        names = {"__slots__": (), "__module__": _text(module), "__qualname__": _text(qualname), LINK: self.link}
        for special in specials[:MAX_NAMES]:
            if type(special) is list:
                (special,) = special
                if special in SPECIALS:
                    names[special] = None
            elif special in SPECIALS:
                names[special] = _delegate(special)
        for shadow in shadowed[:MAX_NAMES]:
            if not _text(shadow).startswith("__"):
                names[shadow] = _asked(shadow)
        known = KNOWN.get(f"{module}.{qualname}")
        if module == "builtins":
            known = KNOWN.get(f"types.{_FACADES.get(qualname)}")
        if (
            is_library(module)
            and isinstance(known, type)
            and not layout_of(known)
            and not issubclass(known, BaseException)
        ):
            names["__class__"] = property(lambda self: known)
        if qualname in _AWAITED and module == "builtins":
            names.update(_COROUTINE)
        if extra and extra[0] == "enum":
            names[REPR] = _text(extra[1])
        if extra and extra[0] == "dataclass":
            made = dataclasses.make_dataclass("Fields", [_text(field) for field in extra[1:]])
            names["__dataclass_fields__"] = made.__dataclass_fields__
        if "__hash__" not in names and "__eq__" not in names and any(base.__hash__ is None for base in bases):
            names["__hash__"] = None
        try:
            return RemoteType.__new__(RemoteType, _text(name), bases, names)
        except TypeError:
            # Bases that do not go together here.
            layout = next((base for base in bases if base in _LAYOUTS), None)
            return RemoteType.__new__(RemoteType, name, (Remote, layout) if layout else (Remote,), names)

    def _make_instance(self, payload, decoder, depth):
        _, cls, more, *parts = payload
        cls = decoder.decode(cls, depth)
        if not isinstance(cls, type) or not (isinstance(cls, RemoteType) or _is_namedtuple(cls)):
            raise Malformed("an instance of no class")
        kind = kind_of(cls)
        if kind is not None:
            more = decoder.decode(more, depth)
            value = kind.new(cls, more)
            number = decoder.heap.add(value, own=False)
            decoder.filled(value, kind, decoder.sequence(parts, depth))
            decoder.heap.watch(number, kind, kind.parts(value))
            return value
        plain = [decoder.decode(part, depth) for part in parts]
        layout = layout_of(cls)
        if layout is not None and (len(plain) != 1 or type(plain[0]) is not layout):
            raise Malformed("not what the class holds")
        value = layout.__new__(cls, *plain) if layout else object.__new__(cls)
        decoder.heap.add(value, own=False)
        return value

    def _make_exception(self, payload, decoder, depth):
        _, cls, args, attributes, cause, context, suppress = payload
        cls = decoder.decode(cls, depth)
        args = decoder.decode(args, depth)
        if not (isinstance(cls, type) and issubclass(cls, BaseException) and type(args) is tuple):
            raise Malformed("not an exception")
        error = made_exception(cls, args)
        decoder.heap.add(error, own=False)
        for name, value in attributes[:MAX_NAMES]:
            value = decoder.decode(value, depth)
            if type(name) is str and (not name.startswith("__") or name == "__notes__"):
                try:
                    BaseException.__setattr__(error, name, value)
                except Exception:
                    pass
        cause, context = decoder.decode(cause, depth), decoder.decode(context, depth)
        for name, other in (("__cause__", cause), ("__context__", context)):
            if isinstance(other, BaseException) or other is None:
                BaseException.__setattr__(error, name, other)
        BaseException.__setattr__(error, "__suppress_context__", suppress is True)
        return error


def made_exception(cls, args):
    """An exception of this class and these args; only the interpreter's own constructors run."""
    builtin = next(one for one in cls.__mro__ if one.__module__ == "builtins")
    try:
        error = builtin.__new__(cls, *args)
    except Exception:
        error = builtin.__new__(cls) if not issubclass(builtin, BaseExceptionGroup_) else Exception.__new__(Exception)
    try:
        builtin.__init__(error, *args)
    except Exception:
        pass
    BaseException.args.__set__(error, args)
    return error


# Python 3.10 has no groups.
BaseExceptionGroup_ = (
    __builtins__.get("BaseExceptionGroup", ())
    if isinstance(__builtins__, dict)
    else getattr(__builtins__, "BaseExceptionGroup", ())
)


def _is_told(base):
    """Whether a base class is described to the other side: exceptions and a program's or test's own."""
    return issubclass(base, BaseException) or not is_library(base.__module__) and base not in _LAYOUTS


def _is_known_exception(cls):
    return issubclass(cls, BaseException) and name_of(cls) is not None


def layout_of(cls):
    """The plain or changeable type that the instances of a class hold, or None."""
    return next((one for one in cls.__mro__ if one in _LAYOUTS), None)


def plain_of(value, kind):
    """The plain value inside an instance of a subclass, read without calling the subclass."""
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if issubclass(kind, complex):
        return complex.__add__(value, 0j)
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, bytes):
        return bytes.__getitem__(value, slice(None))
    if issubclass(kind, tuple):
        return tuple(tuple.__iter__(value))
    if issubclass(kind, frozenset):
        return frozenset(frozenset.__iter__(value))
    return None


def base_of(value):
    """The plain value in an instance of a class derived from a plain type, else None."""
    kind = kind_of(type(value))
    if kind is None:
        return plain_of(value, type(value))
    base = kind.new(kind.base, kind.more(value))
    kind.fill(base, kind.parts(value))
    return base


def _is_namedtuple(cls):
    if cls.__bases__ != (tuple,) or "_fields" not in vars(cls):
        return False
    fields = vars(cls)["_fields"]
    return (
        type(fields) is tuple
        and all(type(field) is str for field in fields)
        and not set(vars(cls)) - _NAMEDTUPLE - set(fields)
        and all(isinstance(vars(cls).get(field), _FIELD) for field in fields)
    )


_FIELD = type(vars(collections.namedtuple("_", "x"))["x"])


def _name(value, attribute):
    try:
        name = getattr(value, attribute, None)
    except Exception:
        name = None
    return name[:200] if type(name) is str else type(value).__name__[:200]


def _text(value):
    if type(value) is not str or len(value) > 200:
        raise Malformed("a bad name")
    return value


def _delegate(special):
    if special == "__call__":
        return lambda self, *args, **kwargs: link_of(self).invoke(self, args, kwargs)

    def method(self, *args):
        return link_of(self).operate(self, special, args)

    method.__name__ = method.__qualname__ = special
    return method


def _asked(name):
    return property(lambda self: link_of(self).ask({"get": self, "name": name}))


def _drive(self, _value=None):
    raise StopIteration(link_of(self).ask({"drive": self}))


def _await(self):
    return link_of(self).ask({"drive": self})
    yield


_COROUTINE = {
    "send": _drive,
    "throw": lambda self, error, *_: (_ for _ in ()).throw(error),
    "close": lambda self: link_of(self).ask({"get": self, "name": "close"})(),
    "__await__": _await,
}
_AWAITED = ("coroutine", "async_generator_asend", "async_generator_athrow", "coroutine_wrapper")
_FACADES = {
    "generator": "GeneratorType",
    "coroutine": "CoroutineType",
    "async_generator": "AsyncGeneratorType",
}
