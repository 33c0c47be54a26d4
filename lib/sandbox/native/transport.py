"""The judge's way to a candidate: a socket a program, read with limits and believed in nothing."""

import json
import os
import select
import socket
import struct
import time

from tracelab_core.remote import Stopped
from zygote import END, HEADER, HEADER_8, MAX_MESSAGE, START

READ = 1 << 18


class Lost(BaseException):
    """The zygote is gone: the lane has to be started again."""


class Transport:
    def __init__(self, control, log, counter):
        self.control = control
        self.log = log
        self.counter = counter
        self.poll = select.poll()
        self.socket = None
        self.limits = None
        self.clean = lambda: None

    def start(self, job):
        """A fresh child; `limits` (set by the lane) are those of `lib/sandbox/program.ts`."""
        if self.socket is not None:
            self.finish()
        limits = self.limits
        ours, theirs = socket.socketpair()
        cpu = int(limits["cpuSeconds"]) + 1
        header = START.pack(cpu, limits["memoryMb"], limits["processes"], limits["outputBytes"])
        try:
            socket.send_fds(self.control, [header], [theirs.fileno()])
            theirs.close()
            self.pid = struct.unpack("<i", self.exactly(4))[0]
        except OSError:
            raise Lost from None
        # The CPU clock of another process (clock_getcpuclockid).
        self.clock = (~self.pid << 3) | 2
        self.socket = ours
        self.buffer = bytearray()
        self.deadline = time.monotonic() + limits["wallSeconds"]
        self.poll.register(ours, select.POLLIN)
        self.send(job)

    def exactly(self, size):
        data = self.control.recv(size)
        if len(data) != size:
            raise Lost
        return data

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
                try:
                    return json.loads(data)
                except (ValueError, RecursionError):
                    raise Stopped("garbage", "not JSON") from None
            self.wait()
            try:
                chunk = self.socket.recv(READ)
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
            if self.poll.poll(min(left, cpu_left) * 1000 + 1):
                return

    def cpu_used(self):
        try:
            return time.clock_gettime(self.clock)
        except OSError:
            return 0.0

    def finish(self):
        if self.socket is None:
            return {}
        self.poll.unregister(self.socket)
        self.socket.close()
        self.socket = None
        try:
            self.control.send(b"K")
            status, micros, peak_kb = END.unpack(self.exactly(END.size))
        except OSError:
            raise Lost from None
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
        size = os.lseek(self.log, 0, os.SEEK_END)
        kept = b""
        if size:
            kept = os.pread(self.log, self.limits["outputBytes"], 0)
            os.ftruncate(self.log, 0)
            os.lseek(self.log, 0, os.SEEK_SET)
        counted = HEADER_8.unpack_from(self.counter)[0]
        if counted:
            self.counter[:] = bytes(len(self.counter))
        ending["stdout"] = kept.decode("utf-8", "replace")
        ending["stdoutBytes"] = max(size, min(counted, 1 << 50))
