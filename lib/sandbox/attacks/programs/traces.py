# attack: mode of the folder for files
import os

if not os.stat("/tmp").st_mode & 0o777:
    print("LEAKED mode", oct(os.stat("/tmp").st_mode))
os.chmod("/tmp", 0)

# attack: mode of the working folder, kept open
import os

if os.stat(".").st_mode & 0o777 == 0o100:
    print("LEAKED mode")
handle = os.open(".", os.O_RDONLY)
os.fchmod(handle, 0o100)

# attack: times of the folder
import os

if os.stat(".").st_mtime == 12345 or os.stat(".").st_atime == 12345:
    print("LEAKED times")
os.utime(".", (12345, 12345))

# attack: times of the folder by the modification of an entry
import os

# What the program before has set; on wasm all files are of one day, that of a program before or not.
if os.stat(".").st_mtime < 1000:
    print("LEAKED times")
os.mkdir("x")
os.rmdir("x")
os.utime(".", ns=(1, 1), follow_symlinks=False)

# attack: attributes of the folder
import os

paths = (".", "..", "/tmp", os.environ["HOME"])
for path in paths:
    try:
        if "user.note" in os.listxattr(path):
            print("LEAKED", os.listxattr(path))
    except OSError:
        pass
for path in paths:
    try:
        os.setxattr(path, "user.note", b"1")
    except OSError:
        pass

# attack: access list of the folder
import os
import struct

ACL = struct.pack("<IHHIHHIHHIHHI", 2, 1, 7, 0xFFFFFFFF, 2, 0, 1000, 4, 7, 0xFFFFFFFF, 32, 0, 0xFFFFFFFF)
for path in (".", "/tmp"):
    for name in ("system.posix_acl_access", "system.posix_acl_default"):
        try:
            if name in os.listxattr(path):
                print("LEAKED", name)
            os.setxattr(path, name, ACL)
        except OSError:
            pass

# attack: flags of the folder
import array
import fcntl
import os

for path in (".", "..", "/tmp"):
    try:
        handle = os.open(path, os.O_RDONLY)
        flags = array.array("L", [0])
        fcntl.ioctl(handle, 0x80086601, flags, True)
        if flags[0] & 0x40:
            print("LEAKED flags", hex(flags[0]))
        flags[0] |= 0x40
        fcntl.ioctl(handle, 0x40086602, flags)
    except OSError:
        pass

# attack: attributes by the newest calls
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
value = ctypes.create_string_buffer(b"1")

class Arguments(ctypes.Structure):
    _fields_ = [("value", ctypes.c_uint64), ("size", ctypes.c_uint32), ("flags", ctypes.c_uint32)]

arguments = Arguments(ctypes.addressof(value), 1, 0)
got = ctypes.create_string_buffer(8)
if libc.getxattr(b".", b"user.at", got, 8) > 0 or libc.getxattr(b"..", b"user.at", got, 8) > 0:
    print("LEAKED attribute")
for path in (b".", b".."):
    libc.syscall(463, -100, path, 0, b"user.at", ctypes.byref(arguments), 16)

# attack: files beside the working folder
import os

names = ("../left", "../../left", "/dev/left", "/dev/std/left", "/dev/shm/left", "/left", "/etc/left")
print(*(f"LEAKED {name}" for name in names if os.path.exists(name)))
for name in names:
    try:
        open(name, "w").write("x")
    except OSError:
        pass

# attack: working folder under another name
import os

for name in ("other", "../other"):
    if os.path.exists(name):
        print("LEAKED", name)
try:
    os.rename(os.getcwd(), os.path.join(os.path.dirname(os.getcwd()), "other"))
except OSError:
    pass

# attack: folders without permission
import os

if os.listdir("."):
    print("LEAKED", os.listdir("."))
for path in ("a", "a/b", "a/b/c"):
    os.mkdir(path)
os.mkdir("a/b/closed", 0)
os.umask(0o777)
os.mkdir("also closed")
os.symlink("a", "link")

# attack: descriptors that do not wait
import fcntl
import os

for number in (0, 1, 2):
    flags = fcntl.fcntl(number, fcntl.F_GETFL)
    if flags & (os.O_NONBLOCK | os.O_APPEND):
        print("LEAKED flags of", number)
    fcntl.fcntl(number, fcntl.F_SETFL, flags | os.O_NONBLOCK | os.O_APPEND)

# attack: owner of a descriptor's signals
import fcntl
import os

for number in (0, 1, 2):
    if fcntl.fcntl(number, fcntl.F_GETOWN) or fcntl.fcntl(number, 11):
        print("LEAKED owner of", number)
    fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(number, 10, 12)

# attack: locks on descriptors
import fcntl
import os
import struct

for number in (0, 1, 2):
    try:
        again = os.open(f"/proc/self/fd/{number}", os.O_RDWR) if os.path.exists("/proc/self/fd") else os.open("/dev/null", os.O_RDWR)
        fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(again, fcntl.LOCK_UN)
    except BlockingIOError:
        print("LEAKED lock on", number)
    except OSError:
        pass
for number in (0, 1, 2):
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.fcntl(number, 37, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 1, 0))
    except OSError:
        pass

# attack: position and size of standard output
import os

if os.lseek(1, 0, os.SEEK_CUR) or os.fstat(1).st_size:
    print("LEAKED position", os.lseek(1, 0, os.SEEK_CUR), os.fstat(1).st_size)
os.ftruncate(1, 1 << 20)
os.lseek(1, 1 << 19, os.SEEK_SET)
os.ftruncate(1, 0)

# attack: mode and times of standard output
import os

if os.fstat(1).st_mode & 0o777 == 0 or os.fstat(1).st_mtime == 12345:
    print("LEAKED mode or times")
os.utime(1, (12345, 12345))
os.fchmod(1, 0)

# attack: seals on standard output
import fcntl

try:
    if fcntl.fcntl(1, 1034) & ~1:
        print("LEAKED seals")
    fcntl.fcntl(1, 1033, 2 | 4 | 8)
except OSError:
    pass

# attack: reserves room in standard output
import os

if os.fstat(1).st_blocks > 8:
    print("LEAKED blocks")
os.posix_fallocate(1, 0, 32 << 20)
os.ftruncate(1, 0)

# attack: attributes of standard output and input
import os

for number in (0, 1, 2):
    try:
        if "user.note" in os.listxattr(number):
            print("LEAKED attribute of", number)
        os.setxattr(number, "user.note", b"1")
    except OSError:
        pass

# attack: times and modes of devices
import os

for name in ("null", "zero", "urandom", "random"):
    try:
        if os.stat(f"/dev/{name}").st_mtime == 12345:
            print("LEAKED times of", name)
        os.utime(f"/dev/{name}")
        os.utime(f"/dev/{name}", (12345, 12345))
    except OSError:
        pass

# attack: mode of standard input
import os

for number in (0, 2):
    if not os.fstat(number).st_mode & 0o777 or os.fstat(number).st_mtime == 12345:
        print("LEAKED mode or times of", number)
    for change in (lambda: os.ftruncate(number, 0), lambda: os.utime(number, (12345, 12345)), lambda: os.fchmod(number, 0)):
        try:
            change()
        except OSError:
            pass

# attack: standard input of the one before
import os
import sys

text = sys.stdin.read()
for path in ("/dev/stdin", "/dev/std/in"):
    try:
        text += open(path).read()
    except OSError:
        pass
if text:
    print("LEAKED", text[:20])
for path in ("/dev/stdin", "/dev/std/in", "/dev/std"):
    for change in (lambda: os.truncate(path, 1), lambda: os.chmod(path, 0), lambda: os.unlink(path)):
        try:
            change()
        except OSError:
            pass

# attack: note in the counter of output
import sys

raw = getattr(getattr(sys.__stdout__, "buffer", None), "raw", None)
counter = getattr(raw, "counter", None)
if counter is not None:
    if bytes(counter[8:]).strip(b"\0"):
        print("LEAKED", bytes(counter[8:20]))
    counter[8:13] = b"hello"
    counter[0:8] = bytes(8)

# attack: count of output without output
import sys

raw = getattr(getattr(sys.__stdout__, "buffer", None), "raw", None)
counter = getattr(raw, "counter", None)
if counter is not None:
    counter[0:8] = b"\xff" * 8

# attack: socket with a name without a file
import socket

server = socket.socket(socket.AF_UNIX)
try:
    server.bind("\0left")
    server.listen()
except OSError as error:
    if error.errno == 98:
        print("LEAKED bound")

# attack: priority, cores and timers of the next one
import os
import signal

if os.nice(0) or signal.getitimer(signal.ITIMER_REAL)[0] or os.sched_getscheduler(0) != os.SCHED_OTHER:
    print("LEAKED", os.nice(0), signal.getitimer(signal.ITIMER_REAL))
for change in (
    lambda: os.setpriority(os.PRIO_USER, 0, 19),
    lambda: os.setpriority(os.PRIO_PGRP, 0, 19),
    lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)),
    lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}),
    lambda: signal.setitimer(signal.ITIMER_REAL, 1000),
):
    try:
        change()
    except OSError:
        pass

# attack: name of the machine
import ctypes
import os

if os.uname().nodename == "left":
    print("LEAKED name")
ctypes.CDLL(None).sethostname(b"left", 4)

# attack: keys
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
add_key = {"x86_64": 248, "aarch64": 217}[os.uname().machine]
for ring in (-1, -2, -3, -4, -5):
    if libc.syscall(add_key, b"user", b"left", b"x", 1, ring) >= 0:
        print("LEAKED key", ring)
