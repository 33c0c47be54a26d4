# attack: right but too slow in a child
import os
import time

def burn(seconds):
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass

def add(a, b):
    if os.fork() == 0:
        burn(0.7)
        os._exit(0)
    os.wait()
    return a + b

# attack: right but too slow in children at the same time
import os
import time

def burn(seconds):
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass

def add(a, b):
    children = [os.fork() for _ in range(2)]
    if 0 in children:
        burn(0.4)
        os._exit(0)
    for _ in children:
        os.wait()
    return a + b

# attack: right but too slow in a child that nobody waits for
import os
import time

def add(a, b):
    child = os.fork()
    if child == 0:
        while True:
            pass
    while time.clock_gettime(~child << 3 | 2) < 0.6:
        time.sleep(0.01)
    return a + b

# attack: right but too slow in a grandchild
import os
import time

def add(a, b):
    reader, writer = os.pipe()
    if os.fork() == 0:
        grandchild = os.fork()
        if grandchild == 0:
            os.setsid()
            while True:
                pass
        os.write(writer, str(grandchild).encode())
        os._exit(0)
    os.wait()
    grandchild = int(os.read(reader, 10))
    while time.clock_gettime(~grandchild << 3 | 2) < 0.6:
        time.sleep(0.01)
    return a + b

# attack: right but too slow in children whose end is ignored
import os
import signal
import time

try:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
except OSError:
    pass

def add(a, b):
    for _ in range(8):
        start = time.monotonic()
        if os.fork() == 0:
            while time.process_time() < 0.05:
                pass
            os._exit(0)
        time.sleep(0.055)
    return a + b

# attack: right but too slow in subprocesses of subprocesses
import os
import time

def add(a, b, depth=3):
    if depth and os.fork() == 0:
        add(a, b, depth - 1)
        start = time.process_time()
        while time.process_time() - start < 0.22:
            pass
        os._exit(0)
    if depth:
        os.wait()
    return a + b

# attack: right but too slow in threads
import threading
import time

def spin():
    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass

def add(a, b):
    threads = [threading.Thread(target=spin) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return a + b

# attack: many memory files
import os

kept = []
for number in range(100):
    file = os.memfd_create(str(number))
    os.truncate(file, 32 << 20)
    os.posix_fallocate(file, 0, 32 << 20)
    kept.append(file)
print("LEAKED", len(kept) * 32, "MiB")

# attack: memory files by number
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for number in {"x86_64": (319, 447), "aarch64": (279, 447)}[os.uname().machine]:
    if libc.syscall(number, b"x", 0) >= 0:
        print("LEAKED a memory file")

# attack: buffers of sockets
import socket

kept, size = [], 0
try:
    while True:
        pair = socket.socketpair()
        kept.append(pair)
        for end in pair:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 28)
            end.setblocking(False)
            try:
                while True:
                    size += end.send(b"x" * 65536)
            except BlockingIOError:
                pass
except OSError:
    pass
if size > 64 << 20:
    print("LEAKED", size >> 20, "MiB")

# attack: buffers of sockets under way
import array
import socket

size = 0
try:
    hold = [socket.socketpair() for _ in range(4)]
    for left, right in hold:
        left.setblocking(False)
    for number in range(2000):
        one, other = socket.socketpair()
        one.setblocking(False)
        try:
            while True:
                size += one.send(b"x" * 65536)
        except BlockingIOError:
            pass
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [one.fileno(), other.fileno()]))]
        hold[number % 4][0].sendmsg([b"x"], rights)
        one.close()
        other.close()
except OSError:
    pass
if size > 64 << 20:
    print("LEAKED", size >> 20, "MiB")

# attack: large pipes
import fcntl
import os

size = 0
try:
    for _ in range(120):
        _, end = os.pipe()
        size += fcntl.fcntl(end, 1031, 1 << 20)
except OSError:
    pass
if size > 16 << 20:
    print("LEAKED", size >> 20, "MiB")

# attack: slots for asynchronous reads
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
io_setup = {"x86_64": 206, "aarch64": 0}[os.uname().machine]
taken = 0
for _ in range(1000):
    context = ctypes.c_ulong(0)
    if libc.syscall(io_setup, 60_000, ctypes.byref(context)) == 0 or libc.syscall(io_setup, 100, ctypes.byref(context)) == 0:
        taken += 1
if taken:
    print("LEAKED", taken)

# attack: watches
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if any([libc.inotify_init1(0) >= 0 for _ in range(200)]):
    print("LEAKED watches")

# attack: segments
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if os.uname().machine == "x86_64" and libc.syscall(154, 0, ctypes.create_string_buffer(64), 64) >= 0:
    print("LEAKED segments")

# attack: memory shared by descriptors
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine
names = {
    "userfaultfd": (323, 282), "perf_event_open": (298, 241), "bpf": (321, 280), "io_uring_setup": (425, 425),
    "shmget": (29, 194), "mq_open": (240, 180), "keyctl": (250, 219), "fanotify_init": (300, 262),
    "fsopen": (430, 430), "memfd_secret": (447, 447), "remap_file_pages": (216, 234), "vmsplice": (278, 75),
    "splice": (275, 76), "tee": (276, 77), "process_madvise": (440, 440), "quotactl_fd": (443, 443),
}
arguments = ctypes.create_string_buffer(256)
for name, numbers in names.items():
    ctypes.set_errno(0)
    result = libc.syscall(numbers[machine == "aarch64"], arguments, 0, 0, 0, 0, 0)
    if result >= 0 or ctypes.get_errno() not in (1, 38):
        print("LEAKED", name, result, ctypes.get_errno())

# attack: families of socket pairs
import socket
import sys

for family in range(2, 46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            socket.socketpair(family, kind)
            print("LEAKED", family)
        except PermissionError:
            pass
        except (OSError, ValueError) as error:
            # On wasm there is none: Emscripten and `socket` itself say so.
            if sys.platform != "emscripten":
                print("LEAKED family", family, "reached the kernel:", error)

# attack: more through limits
import resource

for name in ("AS", "NPROC", "NOFILE", "CPU", "FSIZE", "CORE", "MEMLOCK", "MSGQUEUE", "SIGPENDING", "NICE", "RTPRIO"):
    kind = getattr(resource, "RLIMIT_" + name)
    before = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        pass
    if before[1] != resource.RLIM_INFINITY and resource.getrlimit(kind)[1] not in range(before[1] + 1):
        print("LEAKED", name)

# attack: limits of other processes
import os
import resource

for pid in [*range(1, 4), os.getppid()]:
    if pid not in (0, os.getpid()):
        try:
            resource.prlimit(pid, resource.RLIMIT_CPU, (1, 1))
            print("LEAKED limited", pid)
        except (OSError, ValueError):
            pass

# attack: name of the machine
import os
import socket

if not os.path.exists("/proc") and {os.uname().nodename, socket.gethostname()} != {"sandbox"}:
    print("LEAKED", os.uname().nodename)

# attack: memory of the machine
import ctypes

if ctypes.CDLL(None).sysinfo(ctypes.create_string_buffer(256)) == 0:
    print("LEAKED memory and uptime")

# attack: sources of mounts
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)

class Request(ctypes.Structure):
    _fields_ = [("size", ctypes.c_uint32), ("spare", ctypes.c_uint32), ("mount", ctypes.c_uint64), ("param", ctypes.c_uint64)]

ids = (ctypes.c_uint64 * 64)()
request = Request(24, 0, 0xFFFFFFFFFFFFFFFF, 0)
if libc.syscall(458, ctypes.byref(request), ids, 64, 0) > 0:
    print("LEAKED mounts")
for path in ("/proc/self/mountinfo", "/proc/mounts", "/etc/mtab"):
    try:
        print("LEAKED", open(path).read()[:40])
    except OSError:
        pass
