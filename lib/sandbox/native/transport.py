"""The judge's way to a candidate: a socket a program, read with limits and believed in nothing."""

import json
import os
import select
import socket
import struct
import time
from collections import deque

from tracelab_core import messages
from tracelab_core.remote import Stopped
from tree import Tree, clock_of
from zygote import CHILD, END, HEADER, HEADER_8, MANY, MAX_MESSAGE, READ


# Seconds between looks at the processes that a program has started.
LOOK = 0.1


class Lost(BaseException):
    """The zygote is gone: the lane has to be started again."""


class Transport:
    # What a test writes to a file the program can read, and the other way round.
    shares_files = True

    def __init__(self, control, counter, processes):
        self.control = control
        # Whether a program may start processes of its own.
        self.may_fork = processes
        self.counter = counter
        self.poll = select.poll()
        self.socket = None
        self.spares = deque()
        self.limits = None
        self.clean = lambda: None
        # Processes that the program has had so far, and who is told of those after the first.
        self.processes = 0
        self.goes_on = lambda: None

    def start(self, job):
        """A fresh child; `limits` (set by the lane) are those of `lib/sandbox/program.ts`."""
        if self.socket is not None:
            self.finish()
        self.processes += 1
        if self.processes > 1:
            self.goes_on()
        while not self.spares:
            self.hear()
        self.pid, self.socket, self.log = self.spares.popleft()
        spares = [pid for pid, _, _ in self.spares]
        self.tree = Tree(max([self.pid, *spares]), {self.pid, *spares})
        self.buffer = bytearray()
        self.started = time.monotonic()
        self.deadline = self.started + self.limits["wallSeconds"]
        self.poll.register(self.socket, select.POLLIN)
        # A job may want more of the output than is shown.
        self.whole = job.pop("whole", 0)
        kept = max(self.whole, self.limits["outputBytes"])
        self.send({**job, "limits": {**self.limits, "outputBytes": kept}})

    def hear(self):
        """The zygote's next message: a new child, kept, or how a child ended, returned."""
        try:
            data, descriptors, _, _ = socket.recv_fds(self.control, END.size, 2)
        except OSError:
            raise Lost from None
        if data[:1] == b"C" and len(data) == CHILD.size and len(descriptors) == 2:
            end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, descriptors[0])
            self.spares.append((CHILD.unpack(data)[1], end, descriptors[1]))
            return None
        if data[:1] != b"E" or len(data) != END.size:
            raise Lost
        return END.unpack(data)[1:]

    def send(self, message):
        data = json.dumps(message).encode()
        data = HEADER.pack(len(data)) + data
        try:
            self.socket.sendall(data)
        except OSError:
            # It is gone; the next receive says so.
            pass

    def receive(self):
        buffer = self.buffer
        size = None
        while True:
            if size is None and len(buffer) >= 4:
                size = HEADER.unpack_from(buffer)[0]
                if size > MAX_MESSAGE:
                    raise Stopped("oversize")
            if size is not None and len(buffer) >= 4 + size:
                data = bytes(buffer[4 : 4 + size])
                del buffer[: 4 + size]
                return messages.parse(data)
            self.wait()
            try:
                chunk = self.socket.recv(READ if len(buffer) < READ else MANY)
            except OSError:
                chunk = b""
            if not chunk:
                raise Stopped("gone")
            buffer += chunk

    def wait(self):
        """Until there is something to read, or a limit is reached."""
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise Stopped("timeout", f"out of wall time ({self.limits['wallSeconds']:g} s)")
            cpu_left = self.limits["cpuSeconds"] - self.cpu_used()
            if cpu_left <= 0:
                raise Stopped("timeout", f"out of CPU time ({self.limits['cpuSeconds']:g} s)")
            # One thread cannot use more CPU time than passes on the wall.
            if self.poll.poll(min(left, cpu_left, LOOK) * 1000 + 1):
                return
            if self.may_fork:
                self.tree.look()

    def cpu_used(self):
        """Seconds so far, of its processes too."""
        try:
            own = time.clock_gettime(clock_of(self.pid))
        except OSError:
            own = 0.0
        return own + self.tree.seconds()

    def finish(self):
        if self.socket is None:
            return {}
        self.poll.unregister(self.socket)
        self.socket.close()
        self.socket = None
        # What still lives is killed unseen: its time is in nobody's usage.
        late = self.may_fork and time.monotonic() - self.started > LOOK / 2
        living = self.tree.look() if late else 0.0
        try:
            self.control.send(b"K")
        except OSError:
            raise Lost from None
        end = None
        while end is None:
            end = self.hear()
        status, micros, peak_kb = end
        micros += int(living * 1e6)
        ending = {"exit": None, "signal": None, "cpuMs": micros / 1000, "memoryKb": peak_kb}
        if os.WIFEXITED(status):
            ending["exit"] = os.WEXITSTATUS(status)
        elif os.WTERMSIG(status) != 9 or micros < self.limits["cpuSeconds"] * 1e6:
            ending["signal"] = os.WTERMSIG(status)
        if micros >= self.limits["cpuSeconds"] * 1e6:
            ending["limit"] = "cpu"
        self.output(ending)
        self.clean()
        return ending

    def output(self, ending):
        shown = int(self.limits["outputBytes"])
        size = os.fstat(self.log).st_size
        kept = os.pread(self.log, max(self.whole, shown), 0) if size else b""
        os.close(self.log)
        counted = HEADER_8.unpack_from(self.counter)[0]
        # All of it: a program reaches this page through its standard output's object.
        self.counter[:] = bytes(len(self.counter))
        ending["stdout"] = kept[:shown].decode("utf-8", "replace")
        if self.whole:
            ending["output"] = kept
        ending["stdoutBytes"] = max(size, min(counted, 1 << 50))
