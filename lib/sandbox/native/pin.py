"""Copies at fork what every program writes anyway: one loop in the kernel for some 400 page faults.

After a fork the first write to a page costs a fault in the child, and another in the zygote. A page
that is pinned for I/O is copied at fork instead, and registering memory as buffers of an io_uring
pins it (`fork` must not pull a page from under a device). Which pages those are is measured: a probe
child runs a sample and reads in its own page map what it no longer shares.

Where io_uring or the page map is refused nothing is pinned: programs run the same, a little slower.
An ordinary user may lock some 8 MB of memory, which is enough for five lanes.
"""

import ctypes
import os
import struct

from syscalls import libc

SETUP, REGISTER = 425, 427
REGISTER_BUFFERS = 0
PAGE = os.sysconf("SC_PAGE_SIZE")
MAX_BUFFERS = 1 << 14
PRESENT, FILE, EXCLUSIVE = 1 << 63, 1 << 61, 1 << 56


class Pins:
    """Opened before the lane loses sight of /proc; closed before the first program."""

    def __init__(self):
        self.proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self.ring = libc.syscall(SETUP, 1, ctypes.byref((ctypes.c_char * 120)()))

    def own_pages(self):
        """Start addresses of the pages that this process shares with no other."""
        return [page for start, end in self.writable() for page in self.exclusive(start, end)]

    def writable(self):
        for line in self.maps().splitlines():
            span, rights = line.split()[:2]
            if rights == "rw-p":
                start, end = span.split("-")
                yield int(start, 16), int(end, 16)

    def maps(self):
        with self.open("self/maps") as file:
            return file.read().decode()

    def exclusive(self, start, end):
        with self.open("self/pagemap") as file:
            file.seek(start // PAGE * 8)
            entries = file.read((end - start) // PAGE * 8)
        for number, (entry,) in enumerate(struct.iter_unpack("<Q", entries)):
            if entry & PRESENT and entry & EXCLUSIVE and not entry & FILE:
                yield start + number * PAGE

    def open(self, name):
        return open(os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc), "rb", buffering=0)

    def pin(self, pages):
        """Whether the pages are now pinned, as far as they lie in this process's own memory."""
        spans = list(self.writable())
        pages = [page for page in pages if any(start <= page < end for start, end in spans)]
        runs = joined(sorted(pages))[:MAX_BUFFERS]
        vectors = b"".join(struct.pack("<QQ", start, size) for start, size in runs)
        return libc.syscall(REGISTER, self.ring, REGISTER_BUFFERS, vectors, len(runs)) == 0

    def close(self, and_ring=False):
        """What is pinned stays so as long as a process has the ring."""
        os.close(self.proc)
        if and_ring and self.ring >= 0:
            os.close(self.ring)


def joined(pages):
    """Runs of neighbouring pages, as (start, size)."""
    runs = []
    for page in pages:
        if runs and sum(runs[-1]) == page:
            runs[-1] = (runs[-1][0], runs[-1][1] + PAGE)
        else:
            runs.append((page, PAGE))
    return runs


def open_pins():
    """None where /proc cannot be had."""
    try:
        return Pins()
    except OSError:
        return None
