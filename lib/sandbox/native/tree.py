"""CPU time of the processes that a program has started, as far as they still live.

What has ended and was waited for is in the program's own `rusage`, and nothing but waiting ends a
process there (`seccomp.py` keeps SIGCHLD as it is). For the others there is no /proc to read: every
process and thread takes the next number in the lane's PID namespace too, and a process's clock can be
read by its number. So whatever came after the number seen last is looked at.
"""

import _thread
import time

# The kernel's RESERVED_PIDS: where numbers go on after the highest.
LOWEST = 300


class Tree:
    def __init__(self, newest, others):
        """`newest`: the highest number taken before the program began; `others` are not its own."""
        self.newest = newest
        self.others = others
        self.living = {}
        self.ended = 0.0

    def seconds(self):
        """CPU time that was seen so far, of processes that have ended too."""
        return self.ended + sum(self.living.values())

    def look(self):
        """Finds new processes and reads the clocks of all; gives the time of those that live."""
        last = next_number()
        if last is None:
            return sum(self.living.values())
        start = self.newest + 1 if last > self.newest else LOWEST
        for pid in range(start, last):
            if pid not in self.others:
                self.living[pid] = 0.0
        self.newest = last
        for pid in list(self.living):
            try:
                self.living[pid] = time.clock_gettime(clock_of(pid))
            except OSError:
                self.ended += self.living.pop(pid)
        return sum(self.living.values())


def clock_of(pid):
    """The CPU clock of another process (clock_getcpuclockid); threads have none."""
    return (~pid << 3) | 2


def next_number():
    """The number that a new thread of ours gets."""
    found, ready = [], _thread.allocate_lock()
    ready.acquire()

    def answer():
        found.append(_thread.get_native_id())
        ready.release()

    try:
        _thread.start_new_thread(answer, ())
    except RuntimeError:
        return None
    ready.acquire()
    return found[0]
