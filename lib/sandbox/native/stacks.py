"""Big stacks within the memory limit: what contest programs ask for before they recurse deeply.

    resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    threading.stack_size(512 << 20)

A thread's stack counts with its whole size as address space, however little of it is touched, and a
limit of ours cannot be raised. In a plain process both calls just work; here a thread gets as much of
what was asked for as the limit leaves, and a limit above ours becomes ours: neither raises an error.
"""

import _thread
import mmap
import resource
import threading

# Of the memory limit, for one stack: the frames need the rest.
SHARE = 3 / 8
# What a thread gets that asks for nothing.
LEAST = 8 << 20

_stack_size = _thread.stack_size
_setrlimit = resource.setrlimit
_prlimit = resource.prlimit
_starts = [name for name in ("start_new_thread", "start_joinable_thread") if hasattr(_thread, name)]


class Stacks:
    def __init__(self):
        self.most = 1 << 62
        self.asked = 0

    def install(self, memory_bytes):
        self.most = int(memory_bytes * SHARE)
        resource.setrlimit = setrlimit
        resource.prlimit = prlimit
        _thread.stack_size = threading.stack_size = self.stack_size

    def stack_size(self, size=0, /):
        before = self.asked
        if size > self.most:
            _stack_size(self.most)
            self.start_smaller()
        else:
            _stack_size(size)
        self.asked = size
        return before

    def start_smaller(self):
        """Threads share what is left: each gets at most half of it."""
        for name in _starts:
            start = getattr(_thread, name)
            if not hasattr(start, "whole"):
                replaced = fitting(start, self.most)
                setattr(_thread, name, replaced)
                setattr(threading, f"_{name}", replaced)


def fitting(start, most):
    def start_thread(*args, **kwargs):
        # Asking for the size resets it.
        whole = size = min(_stack_size(), most)
        while size > LEAST and not free(2 * size):
            size //= 2
        _stack_size(size)
        try:
            return start(*args, **kwargs)
        finally:
            _stack_size(whole)

    start_thread.whole = start
    return start_thread


def free(size):
    try:
        mmap.mmap(-1, size).close()
        return True
    except (OSError, MemoryError):
        return False


def setrlimit(kind, limits, /):
    try:
        return _setrlimit(kind, limits)
    except ValueError:
        return _setrlimit(kind, lowered(kind, limits))


def prlimit(pid, kind, limits=None, /):
    if limits is None:
        return _prlimit(pid, kind)
    try:
        return _prlimit(pid, kind, limits)
    except (PermissionError, ValueError):
        if pid:
            raise
        return _prlimit(pid, kind, lowered(kind, limits))


def lowered(kind, limits):
    """The limits, none above the highest that is allowed; the error stays where that is not what was wrong."""
    try:
        soft, hard = limits
    except (TypeError, ValueError):
        return limits
    most = resource.getrlimit(kind)[1]
    return at_most(soft, most), at_most(hard, most)


def at_most(value, most):
    infinite = resource.RLIM_INFINITY
    if most == infinite:
        return value
    return most if value == infinite else min(value, most)
