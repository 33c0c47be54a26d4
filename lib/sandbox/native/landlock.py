"""Isolation where namespaces are refused: Landlock for files, seccomp for all the rest.

Weaker than namespaces, and said so in the lane's `protection`. A program can see that a file exists
(not read it); it shares the machine's process table, so signals are refused to it; it cannot start
processes (only threads); and its work folder is a directory on disk, made anew for each program.
"""

import ctypes
import os
import secrets
import signal
import stat
import struct
import tempfile

import syscalls
from namespaces import become_nobody
from syscalls import LANDLOCK_ADD, LANDLOCK_CREATE, LANDLOCK_RESTRICT, checked, libc

# Linux 6.2: before it, truncation was open to every file.
LEAST = 3
READABLE = ("/lib", "/lib64", "/dev/null", "/dev/urandom", "/dev/zero", "/dev/random")
WRITABLE = ("/dev/null",)

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1, 2, 4, 8, 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_PREFIX = "tracelab-lane-"


def version():
    return libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)


def enter(paths):
    """Makes the work folder and forks: the child goes on, the parent removes the folder at the end."""
    abi = version()
    if abi < LEAST:
        raise OSError(f"Landlock {LEAST} (Linux 6.2) is needed, this kernel has {max(abi, 0)}")
    # Asked before: what lies in a folder that is closed to the user does not seem to exist.
    paths = [path for path in paths if os.path.exists(path)]
    if os.geteuid() == 0:
        become_nobody()
    closed = next((path for path in paths if not os.access(path, os.R_OK)), None)
    if closed:
        raise OSError(f"{closed} cannot be read by an unprivileged user: use an interpreter elsewhere")
    folder = WorkFolder()
    child = os.fork()
    if child:
        # Killed by this signal instead of SIGKILL, so that the folder goes too.
        signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
        for descriptor in (0, 1):
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        folder.remove()
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 9)
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    restrict(paths, [folder.outer])
    return folder


def restrict(readable, writable):
    """Allows reading below `readable`, everything below `writable`, nothing else; for good."""
    abi = version()
    files = (1 << 15) - 1 if abi < 5 else (1 << 16) - 1
    network = 3 if abi >= 4 else 0
    scoped = 3 if abi >= 6 else 0
    attributes = struct.pack("<QQQ", files, network, scoped)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    rules = checked(libc.syscall(LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0), "landlock")
    for paths, access in (((*readable, *READABLE), _READ), ((*writable, *WRITABLE), files)):
        for path in paths:
            if os.path.exists(path):
                allow(rules, path, access)
    checked(libc.syscall(LANDLOCK_RESTRICT, rules, 0), "landlock restrict")
    os.close(rules)


def allow(rules, path, access):
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    if not os.path.isdir(path):
        access &= _OF_A_FILE
    rule = struct.pack("<Qi", access, handle)
    checked(libc.syscall(LANDLOCK_ADD, rules, 1, rule, 0), f"landlock {path}")
    os.close(handle)


class WorkFolder:
    """
    A directory that this process made, known by device and inode; nothing else is ever emptied. A
    program works in a directory in it that is made anew for each: its times, modes and attributes go with it.
    """

    def __init__(self):
        self.outer = tempfile.mkdtemp(prefix=_PREFIX)
        self.path = f"{self.outer}/work"
        self.identity = self._identity()
        os.mkdir(self.path, 0o700)

    def _identity(self):
        status = os.lstat(self.outer)
        return status.st_dev, status.st_ino, stat.S_ISDIR(status.st_mode)

    def renew(self):
        self.clean()
        os.mkdir(self.path, 0o700)

    def clean(self):
        if self._identity() != self.identity or not os.path.basename(self.outer).startswith(_PREFIX):
            raise OSError(f"{self.outer} is no longer the directory that was made")
        os.chmod(self.outer, 0o700)
        while entries := list(os.scandir(self.outer)):
            for entry in entries:
                self._remove(entry)

    def _remove(self, entry):
        """Flattens before it deletes: a program can make trees too deep to walk or to name."""
        if not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.path)
            return
        os.chmod(entry.path, 0o700)
        for inner in list(os.scandir(entry.path)):
            if inner.is_dir(follow_symlinks=False):
                os.chmod(inner.path, 0o700)
                os.rename(inner.path, f"{self.outer}/{secrets.token_hex(8)}")
            else:
                os.unlink(inner.path)
        os.rmdir(entry.path)

    def remove(self):
        self.clean()
        os.rmdir(self.outer)
