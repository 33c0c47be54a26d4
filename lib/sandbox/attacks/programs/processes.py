# attack: fork bomb
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

# attack: fork bomb in sessions of its own
import os
import time

while True:
    try:
        if os.fork() == 0:
            os.setsid()
    except OSError:
        time.sleep(0.01)

# attack: daemon
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(3)
        open("@PWN@/daemon", "w").write("x")
        time.sleep(30)
    os._exit(0)

# attack: daemon that answers for its parent
import json
import os
import struct
import time

if os.fork() == 0:
    os.setsid()
    data = json.dumps({"value": 3}).encode()
    while True:
        try:
            os.write(3, struct.pack("<I", len(data)) + data)
        except OSError:
            os._exit(0)
        time.sleep(0.01)

# attack: kills its parent
import os

os.kill(os.getppid(), 9)

# attack: kills every process it may
import os

os.kill(-1, 9)

# attack: kills its process group
import os

os.kill(0, 9)

# attack: signals every pid
import os
import signal

for pid in range(1, 5000):
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP):
        if pid != os.getpid():
            try:
                os.kill(pid, number)
            except OSError:
                pass

# attack: signals every pid by pidfd
import os
import signal

for pid in range(1, 5000):
    if pid != os.getpid():
        try:
            signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGKILL)
        except (OSError, AttributeError):
            pass

# attack: traces other processes
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH = 16
for pid in range(1, 2000):
    if libc.ptrace(PTRACE_ATTACH, pid, 0, 0) == 0:
        print("LEAKED traced", pid)

# attack: reads the memory of other processes
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)

class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

part = Part(ctypes.addressof(buffer), 64)
for pid in range(1, 2000):
    remote = Part(id(buffer), 64)
    if libc.process_vm_readv(pid, ctypes.byref(part), 1, ctypes.byref(remote), 1, 0) > 0:
        print("LEAKED read", pid)

# attack: enters namespaces
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for kind in ("mnt", "pid", "net", "user", "ipc"):
    for pid in (1, 2, os.getppid()):
        try:
            handle = os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY)
        except OSError:
            continue
        if pid != os.getpid() and libc.setns(handle, 0) == 0:
            print("LEAKED entered", kind)

# attack: makes namespaces
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x10000000 | 0x20000):
    if libc.unshare(flag) == 0:
        print("LEAKED unshared", hex(flag))

# attack: makes namespaces by clone
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SYS_CLONE = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
pid = libc.syscall(SYS_CLONE, 0x10000000 | 0x20000 | 17, 0, 0, 0, 0)
if pid == 0:
    os._exit(0)
if pid > 0:
    print("LEAKED cloned into a namespace")

# attack: takes capabilities back
import ctypes
import os

for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
    try:
        call()
        print("LEAKED became root")
    except OSError:
        pass

# attack: starts a shell
import subprocess

for shell in ("/bin/sh", "/bin/bash", "/usr/bin/python3"):
    try:
        subprocess.run([shell, "-c", "echo x > @PWN@/shell"])
    except OSError:
        pass

# attack: replaces itself
import os
import sys

for path in ("/usr/bin/python3", sys.executable, "/bin/sh", "/bin/true"):
    try:
        os.execv(path, [path, "-c", "open('@PWN@/exec', 'w').write('x')"])
    except OSError:
        pass

# attack: raises its priority and lowers the others
import os

for pid in range(0, 2000):
    try:
        os.setpriority(os.PRIO_PROCESS, pid, 19)
        if pid not in (0, os.getpid()):
            print("LEAKED set the priority of", pid)
    except OSError:
        pass

# attack: loads a kernel module or reboots
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
numbers = {"x86_64": (175, 169, 246, 321), "aarch64": (105, 142, 104, 280)}[os.uname().machine]
for number in numbers:
    if libc.syscall(number, 0, 0, 0, 0) >= 0:
        print("LEAKED system call", number)

# attack: multiprocessing pool
import multiprocessing

def work(_):
    while True:
        pass

multiprocessing.Pool(100).map(work, range(100))
