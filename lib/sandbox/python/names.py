"""Classes and functions of the standard library that cross by name, `math.floor` say.

The list is closed: a name from a candidate never imports a module, and nothing on it runs text as code,
reads files or reaches into objects. Exceptions are looked up in modules that are already loaded.
"""

import array
import cmath
import collections
import collections.abc
import contextlib
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import heapq
import bisect
import io
import itertools
import json
import math
import numbers
import operator
import pathlib
import queue
import random
import re
import statistics
import string
import sys
import textwrap
import time
import types

_BUILTINS = """
    abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter float format
    frozenset hash hex id int isinstance issubclass iter len list map max min next object oct ord pow range repr
    reversed round set slice sorted str sum tuple type zip memoryview property staticmethod classmethod super
    Ellipsis NotImplemented
""".split()
_TYPES = """
    GeneratorType CoroutineType AsyncGeneratorType FunctionType LambdaType MethodType BuiltinFunctionType
    NoneType EllipsisType NotImplementedType ModuleType SimpleNamespace MappingProxyType GenericAlias UnionType
""".split()
# What views and iterators are, which have no name that a program could write.
_UNNAMED = [{}.keys(), {}.values(), {}.items()]
_UNNAMED += [iter(x) for x in ([], (), "", b"", bytearray(), range(0), range(1 << 70), set(), *_UNNAMED)]
_UNNAMED += [reversed(x) for x in ([], {})]
# Modules that a program may have under a name that the test uses without importing it.
MODULES = frozenset("""
    math cmath collections itertools functools string re random datetime decimal fractions heapq bisect operator
    statistics copy json typing numbers os os.path sys time io enum dataclasses calendar textwrap collections.abc
    numpy pandas
    """.split())
_UNSAFE = frozenset({"operator.attrgetter", "operator.methodcaller"})


def _known():
    known = {name: getattr(sys.modules["builtins"], name) for name in _BUILTINS}
    known.update((f"types.{name}", getattr(types, name)) for name in _TYPES if hasattr(types, name))
    for value in _UNNAMED:
        known[f"type of {type(value).__name__}"] = type(value)
    modules = (
        math,
        cmath,
        operator,
        itertools,
        functools,
        collections,
        collections.abc,
        string,
        statistics,
        datetime,
        decimal,
        fractions,
        enum,
        numbers,
        heapq,
        bisect,
        copy,
        array,
        pathlib,
        queue,
        textwrap,
        contextlib,
    )
    for module in modules:
        known[f"module {module.__name__}"] = module
        for name, value in vars(module).items():
            own = not name.startswith("_") and callable(value)
            if own and f"{module.__name__}.{name}" not in _UNSAFE and not isinstance(value, types.ModuleType):
                known.setdefault(f"{module.__name__}.{name}", value)
    for name in ("loads", "dumps"):
        known[f"json.{name}"] = getattr(json, name)
    for name in ("time", "perf_counter", "monotonic", "sleep"):
        known[f"time.{name}"] = getattr(time, name)
    for name in ("dataclass", "field", "asdict", "astuple", "fields", "replace", "is_dataclass"):
        known[f"dataclasses.{name}"] = getattr(dataclasses, name)
    for name in ("randint", "random", "choice", "shuffle", "sample", "uniform", "randrange", "seed"):
        known[f"random.{name}"] = getattr(random, name)
    known["io.StringIO"], known["io.BytesIO"] = io.StringIO, io.BytesIO
    known["re.Pattern"], known["re.Match"] = re.Pattern, re.Match
    known["random.Random"] = random.Random
    for kind in (str, bytes, int, float, list, dict, set, frozenset, tuple):
        for name, value in vars(kind).items():
            if not name.startswith("_") and isinstance(
                value, (types.MethodDescriptorType, types.ClassMethodDescriptorType)
            ):
                known[f"{kind.__name__}.{name}"] = value
    for name, value in vars(sys.modules["builtins"]).items():
        if isinstance(value, type) and issubclass(value, BaseException):
            known[name] = value
    return known


KNOWN = _known()
_NAMES = {}
for _name, _value in KNOWN.items():
    _NAMES.setdefault(id(_value), _name)


def name_of(value):
    """The name under which a value crosses, or None."""
    return _NAMES.get(id(value))


def exception_class(name):
    """An exception class by its full name, if it is one of the libraries' that are loaded."""
    module, _, last = name.rpartition(".")
    if not _belongs_to_library(module):
        return None
    found = vars(sys.modules[module]).get(last)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def _belongs_to_library(module):
    top = module.split(".")[0]
    known = top in sys.stdlib_module_names or top in ("numpy", "pandas", "scipy", "sympy")
    return known and top not in ("__main__", "unittest") and module in sys.modules


def full_name(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def is_library(module):
    """Whether a class of this module is not the program's own."""
    top = module.split(".")[0] if type(module) is str else ""
    return top != "__main__" and (top in sys.stdlib_module_names or top in ("numpy", "pandas", "scipy", "sympy"))
