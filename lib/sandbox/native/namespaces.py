"""Isolation by namespaces: a lane's own user, mount, PID, network, IPC, UTS and cgroup namespaces.

What a program sees: a read-only root with the interpreter and its libraries, a private /tmp of fixed
size, /dev/null, zero, random and urandom. No /proc, no /etc of the host, no home, no network device
(the `science` profile has a loopback, a small /etc of its own and copies of /proc/meminfo and stat).

An ordinary user enters a user namespace directly. Root first binds what only root may read (an
interpreter below /root), then becomes `nobody` for good and enters the same way, because limits on
processes are not enforced for root and root would own the host's files.
"""

import fcntl
import os
import socket
import struct

import syscalls
from syscalls import MS_BIND, MS_NOATIME, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_PRIVATE, MS_RDONLY, MS_REC, MS_REMOUNT
from syscalls import NEWCGROUP, NEWIPC, NEWNET, NEWNS, NEWPID, NEWUSER, NEWUTS, mount

NOBODY = 65534
# What programs see as their own.
USER = 1000
ROOT = "/tmp"
DEVICES = ("null", "zero", "urandom", "random")
FS_IOC_GETFLAGS = 0x80086601
LINKED = ("bin", "lib", "lib64", "sbin")


class Refused(Exception):
    """The isolation cannot be had; the message says why and what to do."""


def enter(paths, profile, tmp_mb):
    """Moves this process into the sandbox. Returns the descriptor of its PID namespace and the work folder."""
    hidden = next((path for path in paths if path.startswith("/tmp/")), None)
    if hidden:
        raise Refused(f"{hidden} lies in /tmp, which programs see as their own: use an interpreter elsewhere")
    paths = [path for path in paths if os.path.exists(path)]
    root = os.geteuid() == 0
    built = root and build_as_root(paths, profile)
    if root:
        become_nobody()
    ids = os.geteuid(), os.getegid()
    try:
        syscalls.unshare(NEWUSER | NEWNS | NEWIPC | NEWUTS | NEWCGROUP | NEWPID | NEWNET)
    except OSError as error:
        raise Refused(
            f"user namespaces are refused ({error.strerror}): allow them (sysctl kernel.unprivileged_userns_clone=1, "
            "kernel.apparmor_restrict_unprivileged_userns=0; in Docker a seccomp profile that allows unshare)"
        ) from None
    map_user(*ids)
    syscalls.set_hostname("sandbox")
    be_first_process()
    # Owned by this user namespace, unlike the one we came from: a later setns back needs that.
    own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    if not built:
        closed = next((path for path in paths if not os.access(path, os.R_OK)), None)
        if closed:
            raise Refused(f"{closed} cannot be read by an unprivileged user: use an interpreter elsewhere")
        mount("none", "/", None, MS_REC | MS_PRIVATE)
        build(paths, profile)
    if profile == "science":
        forget_ports()
    # Mounts copied into a new user namespace are locked; one made here may become the root.
    mount(ROOT, ROOT, None, MS_BIND | MS_REC)
    os.chdir(ROOT)
    syscalls.pivot_root(".", "old")
    os.chdir("/")
    syscalls.unmount("/old")
    if profile == "science":
        loopback()
    return own_pids, WorkFolder(tmp_mb, profile)


def build_as_root(paths, profile):
    """In a mount namespace of root's own; False where root lacks the capability (a plain container)."""
    try:
        syscalls.unshare(NEWNS)
    except PermissionError:
        return False
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    build(paths, profile)
    return True


def become_nobody():
    try:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    except OSError as error:
        # A container whose root has no other user: it is not the machine's root either.
        if error.errno not in (1, 22):
            raise
        return
    # Else /proc/self would belong to root and the map could not be written.
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)


def map_user(uid, gid):
    with open("/proc/self/setgroups", "w") as file:
        file.write("deny")
    for kind, number in (("uid", uid), ("gid", gid)):
        with open(f"/proc/self/{kind}_map", "w") as file:
            file.write(f"{USER} {number} 1")


def be_first_process():
    """The child is process 1 of the new PID namespace; the parent only passes on how it ends."""
    child = os.fork()
    if child:
        for descriptor in (0, 1):
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 9)


def build(paths, profile):
    """The new root, as a tmpfs over /tmp in this mount namespace: the host's /tmp stays as it is."""
    mount("root", ROOT, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    os.mkdir(ROOT + "/old")
    for path in paths:
        bind(path)
    for name in LINKED:
        link(name)
    os.makedirs(ROOT + "/dev/std")
    os.symlink("std/in", ROOT + "/dev/stdin")
    for name in DEVICES:
        place_file(f"{ROOT}/dev/{name}")
        bind_device(f"/dev/{name}")
    os.makedirs(ROOT + "/tmp", exist_ok=True)
    os.makedirs(ROOT + "/etc", exist_ok=True)
    if profile == "science":
        write_etc()
        copy_proc()
        os.mkdir(ROOT + "/dev/shm")
    mount("none", ROOT, None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_BIND)


def bind(path):
    target = ROOT + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        place_file(target)
    mount(path, target, None, MS_BIND | MS_REC)
    # A remount in a user namespace may not clear what the host's mount has set.
    locked = os.statvfs(target).f_flag & MS_NOEXEC
    mount("none", target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | locked)


def bind_device(path):
    """Read-only: it can be written to all the same, but not be given other times or attributes."""
    mount(path, ROOT + path, None, MS_BIND)
    locked = os.statvfs(path).f_flag & MS_NOEXEC
    mount("none", ROOT + path, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | locked)


def place_file(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w"):
        pass


def link(name):
    """/lib and the like: links into /usr on most systems, folders of their own on others."""
    path, target = f"/{name}", f"{ROOT}/{name}"
    if os.path.lexists(target):
        return
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
    elif os.path.isdir(path) and name.startswith("lib"):
        bind(path)


def copy_proc():
    """What some tests read, as it was when the lane started; the rest of /proc is not there."""
    os.mkdir(ROOT + "/proc")
    for name in ("meminfo", "stat"):
        with open(f"/proc/{name}") as source, open(f"{ROOT}/proc/{name}", "w") as copy:
            copy.write(source.read())


def write_etc():
    files = {
        "passwd": f"user:x:{USER}:{USER}:user:/tmp:/bin/sh\n",
        "group": f"user:x:{USER}:\n",
        "hosts": "127.0.0.1 localhost\n",
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    }
    for name, text in files.items():
        with open(f"{ROOT}/etc/{name}", "w") as file:
            file.write(text)


def forget_ports():
    """A port that a program has used is free for the next one at once, instead of in a minute."""
    try:
        with open("/proc/sys/net/ipv4/tcp_max_tw_buckets", "w") as file:
            file.write("0")
    except OSError:
        # A container whose /proc/sys is read-only: there it stays a minute.
        pass


def loopback():
    """Brings up `lo` of this lane's own network namespace."""
    set_flags, up_and_running = 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, set_flags, struct.pack("16sH14x", b"lo", up_and_running))


class WorkFolder:
    """Where programs work, and what else they can write: as new for each."""

    path = "/tmp"

    def __init__(self, size_mb, profile):
        sizes = {self.path: size_mb, **({"/dev/shm": 64} if profile == "science" else {})}
        self.places = [Fresh(path, size) for path, size in sizes.items()]

    def renew(self):
        for place in self.places:
            place.renew()


class Fresh:
    """A tmpfs of a lane's own that every program finds as new."""

    def __init__(self, path, size_mb):
        self.path = path
        self.size_mb = size_mb
        self.mount()

    def mount(self):
        # Without times of access, looking is no change.
        flags = MS_NOSUID | MS_NODEV | MS_NOATIME
        mount("tmp", self.path, "tmpfs", flags, f"size={self.size_mb}m,mode=1777,nr_inodes=20000")
        self.new = self.state()

    def state(self):
        """All that a program can change, for an unchanged one: entries, mode, times, attributes, flags."""
        handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            status = os.fstat(handle)
            times = status.st_mtime_ns, status.st_ctime_ns, status.st_atime_ns
            owner = status.st_mode, status.st_uid, status.st_gid, status.st_nlink, status.st_size
            return owner, times, os.listxattr(handle), flags_of(handle), os.listdir(handle)
        finally:
            os.close(handle)

    def renew(self):
        """The kernel frees the old one: nothing is walked or deleted. A mount takes 0.4 ms: not where none is needed."""
        if self.state() != self.new:
            os.chdir("/")
            syscalls.unmount(self.path)
            self.mount()


def flags_of(handle):
    try:
        return fcntl.ioctl(handle, FS_IOC_GETFLAGS, bytes(8))
    except OSError:
        # A tmpfs has them since Linux 6.0.
        return None
