"""Linux system calls that Python does not offer, through ctypes: no helper binary, no compiler.

Numbers for x86_64 and aarch64; on any other machine `architecture()` raises and the engine refuses.
"""

import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
NEWTIME = 0x80

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_NOATIME = 1024
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_SET_NO_NEW_PRIVS = 38


class Architecture:
    def __init__(self, audit, pivot_root, column):
        self.audit = audit
        self.pivot_root = pivot_root
        # Which of the two numbers in `seccomp.NUMBERS` is this machine's.
        self.column = column


_ARCHITECTURES = {
    "x86_64": Architecture(0xC000003E, 155, 0),
    "aarch64": Architecture(0xC00000B7, 41, 1),
}
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446


def architecture():
    machine = platform.machine()
    if machine not in _ARCHITECTURES or ctypes.sizeof(ctypes.c_void_p) != 8:
        raise OSError(f"no system call numbers for {machine}")
    return _ARCHITECTURES[machine]


def checked(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags):
    checked(libc.unshare(flags), f"unshare({flags:#x})")


def setns(descriptor, flags):
    checked(libc.setns(descriptor, flags), "setns")


def mount(source, target, kind, flags, data=None):
    def raw(text):
        return text.encode() if isinstance(text, str) else text

    result = libc.mount(raw(source), raw(target), raw(kind), ctypes.c_ulong(flags), raw(data))
    checked(result, f"mount {target}")


def unmount(target):
    checked(libc.umount2(target.encode(), MNT_DETACH), f"unmount {target}")


def pivot_root(new, old):
    checked(libc.syscall(architecture().pivot_root, new.encode(), old.encode()), "pivot_root")


def set_hostname(name):
    checked(libc.sethostname(name.encode(), ctypes.c_size_t(len(name))), "sethostname")
    checked(libc.setdomainname(b"", ctypes.c_size_t(0)), "setdomainname")


def prctl(option, argument=0):
    zero = ctypes.c_ulong(0)
    checked(libc.prctl(option, ctypes.c_ulong(argument), zero, zero, zero), f"prctl({option})")


class _CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


_header = _CapabilityHeader(0x20080522, 0)
_none = (ctypes.c_uint32 * 6)()


def drop_capabilities():
    checked(libc.capset(ctypes.byref(_header), ctypes.byref(_none)), "capset")


# Without the hooks that Python runs around os.fork: the callers have one thread.
fork = ctypes.PyDLL(None).fork
