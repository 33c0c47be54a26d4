"""Mappings and pages that cost less to copy at each fork and to take down at each child's end.

Both are paid for every program: for a shared page some 0.4 µs, for a mapping 2, for a first look at
16 pages of a file 2.

- A library is mapped in five pieces with rights of their own, 150 of an interpreter's 200 mappings. Code
  and constants become one, and what the loader protected after it had written to it joins the data. A
  process that runs any Python there is has no use for those rights.
- The interpreter's own code moves from its file's pages to memory in pages of 2 MiB: a child maps two of
  them with its page table and not 700 small ones fault by fault.
- So does what the interpreter holds. The pages that programs write leave them again (`pin.py`), and the
  kernel copies and drops what stays in one go, 512 entries of a page table at a time.

Where one of these is refused all works as it did, a little slower.
"""

import ctypes
import mmap
import platform
import re

from syscalls import libc

LINE = re.compile(r"(\w+)-(\w+) (\S+) \S+ \S+ \S+ *(.*)")
READ, WRITE, EXECUTE = mmap.PROT_READ, mmap.PROT_WRITE, mmap.PROT_EXEC
PRIVATE, ANONYMOUS = mmap.MAP_PRIVATE, mmap.MAP_ANONYMOUS
MADV_HUGEPAGE, MADV_COLLAPSE = 14, 25
MREMAP_MAYMOVE, MREMAP_FIXED = 1, 2
HUGE = 2 << 20
FAILED = ctypes.c_void_p(-1).value

_address, _size = ctypes.c_void_p, ctypes.c_size_t
_mmap, _mremap = ctypes.CDLL(None).mmap, ctypes.CDLL(None).mremap
_mmap.restype = _mremap.restype = _address


def join_libraries(maps):
    """`maps` is the text of this process's /proc/self/maps."""
    for pieces in libraries(maps):
        rights = [rights for _, _, rights in pieces]
        if "r-xp" not in rights:
            continue
        last = rights.index("r-xp")
        if rights[last:] == ["r-xp", "r--p", "r--p", "rw-p"]:
            last += 1
            protect(*pieces[last + 1][:2], READ | WRITE)
        protect(pieces[0][0], pieces[last][1], READ | EXECUTE)


def libraries(maps):
    """The pieces of each file that lie side by side, as (start, end, rights)."""
    found, last = [], None
    for line in maps.splitlines():
        start, end, rights, path = LINE.match(line).groups()
        start, end = int(start, 16), int(end, 16)
        if path.startswith("/"):
            if last != (path, start):
                found.append([])
            found[-1].append((start, end, rights))
        last = path, end
    return found


def protect(start, end, rights):
    libc.mprotect(_address(start), _size(end - start), rights)


def enlarge_code(maps):
    """The mapping with the interpreter's code; elsewhere than on x86 caches would have to be told."""
    inside = _address.from_buffer(ctypes.pythonapi.Py_GetVersion).value
    for start, end, rights in sum(libraries(maps), []):
        if rights == "r-xp" and start <= inside < end and end - start >= HUGE and platform.machine() == "x86_64":
            replace(start, end - start)


def replace(start, size):
    """A copy in memory in its place. The kernel puts it there in one step: this code runs in it."""
    room = _mmap(_address(0), _size(size + HUGE), READ | WRITE, PRIVATE | ANONYMOUS, -1, _size(0))
    if room == FAILED:
        return
    copy = room + (start - room) % HUGE
    libc.madvise(_address(copy), _size(size), MADV_HUGEPAGE)
    ctypes.memmove(copy, start, size)
    protect(copy, copy + size, READ | EXECUTE)
    # What was only there to find a place for it.
    libc.munmap(_address(room), _size(copy - room))
    libc.munmap(_address(copy + size), _size(room + HUGE - copy))
    _mremap(_address(copy), _size(size), _size(size), MREMAP_MAYMOVE | MREMAP_FIXED, _address(start))


def enlarge_data(spans):
    """Large pages wherever 2 MiB of a span of memory, (start, end), can be one."""
    for start, end in spans:
        for block in range(-(-start // HUGE) * HUGE, end - HUGE + 1, HUGE):
            libc.madvise(_address(block), _size(HUGE), MADV_COLLAPSE)
