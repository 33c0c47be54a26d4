"""The warm interpreter: forks a child a program, never sees a test of a program judged apart.

A spare child is always there, so that forking goes on beside the judging of the program before. For
each child the judge gets its pid and one end of its socket; a byte from the judge means that the
oldest child is done with: its whole PID namespace is killed, and the judge is told how it ended and
what it used. A child limits itself by its job before it looks at the program.
"""

import fcntl
import gc
import io
import json
import os
import resource
import signal
import socket
import struct
import sys
import types

import mappings
import seccomp
import syscalls
import warm
from stacks import Stacks
from tracelab_core import candidate, codec

CHILD = struct.Struct("<ci")
END = struct.Struct("<ciQI")
SPARES = 2
HEADER = struct.Struct("<I")
MAX_MESSAGE = 1 << 26
# A large buffer is mapped, shrunk and unmapped for each read: only where much is known to come.
READ, MANY = 1 << 14, 1 << 18
SOCKET = 3
FILE_MB = 64
STACK_MB = 64
MAX_FILES = 256
M_ARENA_MAX = -8
PROBE_LIMITS = {"cpuSeconds": 10, "memoryMb": 512, "outputBytes": 0, "processes": 8}


class Channel:
    """Length and JSON over the socket that the child was given."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.buffer = b""

    def send(self, message, write=os.write, dumps=json.dumps):
        data = dumps(message).encode()
        if len(data) > MAX_MESSAGE:
            raise codec.NotPlain(f"a value of more than {MAX_MESSAGE >> 20} MiB")
        data = HEADER.pack(len(data)) + data
        while data:
            data = data[write(self.descriptor, data) :]

    def receive(self, read=os.read, loads=json.loads):
        while True:
            if len(self.buffer) >= 4:
                end = 4 + HEADER.unpack_from(self.buffer)[0]
                if len(self.buffer) >= end:
                    data, self.buffer = self.buffer[4:end], self.buffer[end:]
                    return loads(data)
            chunk = read(self.descriptor, READ if len(self.buffer) < READ else MANY)
            if not chunk:
                return None
            self.buffer += chunk


class Output(io.RawIOBase):
    """Standard output: keeps the first bytes, counts the rest."""

    def __init__(self, counter):
        self.counter = counter
        self.limit = 0
        self.total = 0

    def writable(self):
        return True

    def fileno(self):
        return 1

    def isatty(self):
        return False

    def write(self, data):
        size = len(data)
        room = self.limit - self.total
        if room > 0:
            os.write(1, bytes(data[:room]))
        self.total += size
        HEADER_8.pack_into(self.counter, 0, self.total)
        return size


HEADER_8 = struct.Struct("<Q")


class Zygote:
    def __init__(self, control, counter, own_pids, folder, streams):
        self.control = socket.socket(fileno=fcntl.fcntl(control, fcntl.F_DUPFD_CLOEXEC, seccomp.CONTROL))
        if self.control.fileno() != seccomp.CONTROL:
            raise OSError("the control descriptor's number is taken")
        control.close()
        self.streams = streams
        self.own_pids = own_pids
        self.folder = folder
        self.filter = None if own_pids is not None else seccomp.build(namespaces=False)
        self.output = Output(counter)
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(self.output, 8192), encoding="utf-8", errors="backslashreplace")
        sys.__stdout__ = sys.stdout

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_MB << 20, FILE_MB << 20))
        # Programs may ask for more: the limit on memory holds for a stack, too.
        _, hard = resource.getrlimit(resource.RLIMIT_STACK)
        resource.setrlimit(resource.RLIMIT_STACK, (min(STACK_MB << 20, hard % (1 << 64)), hard))

    def prepare(self, pins):
        # The judge remounts /tmp between programs: hold no working directory in it.
        os.chdir("/")
        self.limit()
        # Else each thread reserves 64 MiB of a program's address space for what it allocates, stacks aside.
        mallopt = getattr(syscalls.libc, "mallopt", None)
        if mallopt:
            mallopt(M_ARENA_MAX, 1)
        self.size = address_space()
        gc.collect()
        gc.freeze()
        if pins:
            mappings.enlarge_data(list(pins.writable()))
            self.probe(pins)
            pins.close()

    def probe(self, pins):
        """Pins the pages that a program writes: those that a child no longer shares after a sample."""
        ours, theirs = socket.socketpair()
        pid = syscalls.fork()
        if pid == 0:
            try:
                self.child(theirs.fileno(), self.streams.output(), pins)
            finally:
                os._exit(99)
        theirs.close()
        channel = Channel(ours.fileno())
        channel.send({**warm.USUAL_JOB, "limits": PROBE_LIMITS})
        ours.shutdown(socket.SHUT_WR)
        reply = {}
        while reply is not None and "pages" not in reply:
            reply = channel.receive()
        if reply:
            # While it lives: what is shared with it is copied first, out of the large pages.
            pins.pin(reply["pages"])
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        ours.close()

    def run(self):
        children = [self.fork() for _ in range(SPARES)]
        while self.control.recv(1):
            self.end(children.pop(0))
            children.append(self.fork())
        os._exit(0)

    def fork(self):
        ours, theirs = socket.socketpair()
        output = self.streams.output()
        if self.own_pids is not None:
            syscalls.unshare(syscalls.NEWPID)
        pid = syscalls.fork()
        if pid == 0:
            try:
                self.child(theirs.fileno(), output)
            finally:
                os._exit(99)
        if self.own_pids is not None:
            syscalls.setns(self.own_pids, syscalls.NEWPID)
        socket.send_fds(self.control, [CHILD.pack(b"C", pid)], [ours.fileno(), output])
        ours.close()
        os.close(output)
        theirs.close()
        return pid

    def end(self, pid):
        # In a PID namespace this ends everything in it; without one a program has no other process.
        os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        micros = int((usage.ru_utime + usage.ru_stime) * 1e6)
        self.control.send(END.pack(b"E", status, micros, usage.ru_maxrss))

    def child(self, descriptor, output, pins=None):
        # Needed in a PID namespace too: kill(0) would reach the zygote through the process group.
        os.setsid()
        self.streams.settle(output)
        os.dup2(descriptor, SOCKET)
        if not pins:
            self.control.close()
            os.closerange(SOCKET + 1, MAX_FILES)
        if self.own_pids is not None:
            syscalls.drop_capabilities()
        channel = Channel(SOCKET)
        job = channel.receive()
        if job is not None:
            self.streams.give_input(job.pop("stdin", None))
            limits = job.pop("limits")
            self.limit_child(limits)
            Stacks().install(int(limits["memoryMb"] * (1 << 20)))
            if self.own_pids is None:
                # Only here: the zygote has to fork and to kill, and the filter refuses new limits.
                seccomp.install(self.filter)
            # Not before: the judge makes /tmp new between programs.
            os.chdir(self.folder)
            candidate.serve(channel, job)
            if pins:
                channel.send({"pages": pins.own_pages()})
                signal.pause()

    def limit_child(self, limits):
        memory = self.size + int(limits["memoryMb"] * (1 << 20))
        # The judge watches the CPU clock itself; the kernel's limit is the backstop.
        seconds = int(limits["cpuSeconds"]) + 1
        self.output.limit = int(limits["outputBytes"])
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # Not the zygote's: descriptors that a program has under way count against who sends next.
        resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_FILES, MAX_FILES))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        # Counted for a user of a user namespace; without one it would count the whole machine's.
        if self.own_pids is not None:
            processes = int(limits["processes"])
            resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))


def address_space():
    """Bytes of address space in use, without /proc: the least limit under which a page can be mapped."""
    import mmap

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 46
    while high - low > 1 << 16:
        middle = (low + high) // 2
        resource.setrlimit(resource.RLIMIT_AS, (middle, hard))
        try:
            mmap.mmap(-1, mmap.PAGESIZE).close()
            high = middle
        except (OSError, MemoryError):
            low = middle
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    return high


def forget_ourselves():
    """Programs that import a module named like one of ours must not find it."""
    ours = ("syscalls", "seccomp", "namespaces", "landlock", "zygote", "lane", "warm", "transport", "streams", "stacks", "tree", "pin", "mappings")
    for name in list(sys.modules):
        if name in ours or name.split(".")[0] == "tracelab_core":
            del sys.modules[name]
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.argv[:] = [""]
    # It names the lab's folder.
    sys.orig_argv[:] = [sys.executable]
