"""Descriptors 0 to 2 of a program: opened anew for each, so that none finds the marks of another.

An open file carries more than its content: position, flags such as O_NONBLOCK, locks, an owner of
signals; and a file carries times, a mode, attributes. So each program gets a file of its own for its
output, /dev/null opened again, and its standard input as a file that only we can write.

In namespaces these files lie in a tmpfs of fixed size. Programs see it read-only at /dev/std, where
/dev/stdin leads; we write through a descriptor of the mount below. Under Landlock they are memory
files, and /dev/stdin leads to descriptor 0 by way of /proc.
"""

import fcntl
import io
import os
import sys

from syscalls import MS_BIND, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_RDONLY, MS_REMOUNT, mount

FOLDER = "/dev/std"
NAME = "in"
# Output, kept or not, and input: more than a program may write in one file (zygote.FILE_MB).
SIZE = "size=160m,nr_inodes=64,mode=755"
# Numbers that no program can have and closing the lower ones leaves.
HIGH = 301


def mount_folder():
    """A descriptor of the writable mount; the path leads to a read-only one above it."""
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    mount("std", FOLDER, "tmpfs", flags, SIZE)
    folder = os.open(FOLDER, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    mount(FOLDER, FOLDER, None, MS_BIND)
    mount("none", FOLDER, None, MS_REMOUNT | MS_BIND | MS_RDONLY | flags)
    return folder


class Streams:
    def __init__(self, folder):
        """`folder` from `mount_folder`, or None for memory files."""
        self.folder = folder
        if folder is not None:
            self.folder = fcntl.fcntl(folder, fcntl.F_DUPFD_CLOEXEC, HIGH)
            os.close(folder)
            self.write_input(b"")
        # As Python makes it; it reads whatever descriptor 0 is in the child.
        raw = open(0, "rb", closefd=False)
        raw.raw.name = "<stdin>"
        sys.stdin = sys.__stdin__ = io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape")
        sys.stdin.mode = "r"

    def output(self):
        """A new file that has no name."""
        if self.folder is None:
            return os.memfd_create("output")
        return os.open(".", os.O_TMPFILE | os.O_RDWR | os.O_EXCL | os.O_CLOEXEC, 0o600, dir_fd=self.folder)

    def settle(self, output):
        """In the child: its own descriptors 0 to 2."""
        os.dup2(output, 1)
        for number, flag in ((0, os.O_RDONLY), (2, os.O_WRONLY)):
            null = os.open(os.devnull, flag)
            os.dup2(null, number)
            os.close(null)

    def give_input(self, text):
        """In the child, before the program: its standard input, or the end of the one before."""
        data = None if text is None else text.encode("utf-8", "surrogatepass")
        if self.folder is None:
            # An empty one too: /dev/stdin would lead to /dev/null, which takes all that is written.
            opened = memory_file(data or b"")
        else:
            if data or os.stat(NAME, dir_fd=self.folder).st_size:
                self.write_input(data or b"")
            os.close(self.folder)
            opened = None if data is None else os.open(f"{FOLDER}/{NAME}", os.O_RDONLY)
        if opened is not None:
            os.dup2(opened, 0)
            os.close(opened)

    def write_input(self, data):
        try:
            os.unlink(NAME, dir_fd=self.folder)
        except FileNotFoundError:
            pass
        write_all(os.open(NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444, dir_fd=self.folder), data)


def memory_file(data):
    number = os.memfd_create("stdin")
    os.fchmod(number, 0o444)
    opened = os.open(f"/proc/self/fd/{number}", os.O_RDONLY)
    write_all(number, data)
    return opened


def write_all(descriptor, data):
    with open(descriptor, "wb") as file:
        file.write(data)
