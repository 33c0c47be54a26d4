"""The outer guard of the attack battery: an attack that works must not cost the machine that tests it.

    guard.py --as root|user --expose PATH .. -- COMMAND ..

runs the command in user, mount, PID, network, IPC and UTS namespaces of the guard's own. Every mount
is read-only there, what is writable on most machines is an empty tmpfs, /proc is private, the only
network is an unused loopback, processes, files and time are limited, and what all of a machine shares
without a namespace (slots for asynchronous reads, keys, modules…) is refused. Its root is nobody's user on the
machine. `--expose` binds what the command has to read, should it lie in a folder that is hidden.
"""

import argparse
import fcntl
import os
import resource
import signal
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "native"))

import seccomp
import syscalls
from syscalls import MS_BIND, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_PRIVATE, MS_RDONLY, MS_REC, MS_REMOUNT
from syscalls import NEWIPC, NEWNET, NEWNS, NEWPID, NEWUSER, NEWUTS, mount

# Users of the guard are users of the machine that own nothing.
FIRST_USER, USERS = 100_000, 65_536
HIDDEN = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home", "/srv", "/mnt", "/var/log", "/var/lib")
PROCESSES = 150
FILE_BYTES = 1 << 30
PRIVATE_BYTES = 4 << 30
# System calls that take from all of the machine, whoever calls them.
SHARED = """
    acct add_key bpf delete_module finit_module init_module inotify_init1 io_setup kexec_file_load kexec_load keyctl
    lookup_dcookie memfd_secret open_by_handle_at perf_event_open quotactl quotactl_fd reboot request_key
    swapoff swapon syslog userfaultfd
""".split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--as", dest="user", choices=("root", "user"), required=True)
    parser.add_argument("--expose", nargs="*", default=[])
    parser.add_argument("--writable", help="a folder that stays writable, to see what reaches it")
    parser.add_argument("--listen", type=int, help="a port; a connection leaves a mark in --writable")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if os.geteuid() == 0:
        enter_as_root(options)
    elif options.user == "root":
        sys.exit("guard: only root can test as root")
    else:
        enter_as_user(options)
    if options.listen:
        listen(options.listen, options.writable)
    limit()
    refuse_what_is_shared()
    os.execvp(options.command[0], options.command)


def enter_as_root(options):
    # Read-only mounts made before the user namespace are locked: its root cannot change them back.
    syscalls.unshare(NEWNS | NEWIPC | NEWUTS)
    hide(options)
    ready_read, ready_write = os.pipe()
    go_read, go_write = os.pipe()
    child = os.fork()
    if child:
        os.read(ready_read, 1)
        for kind in ("uid", "gid"):
            with open(f"/proc/{child}/{kind}_map", "w") as file:
                file.write(f"0 {FIRST_USER} {USERS}")
        os.write(go_write, b"g")
        wait(child, options.seconds)
    syscalls.unshare(NEWUSER | NEWNS | NEWPID | NEWNET)
    os.write(ready_write, b"r")
    os.read(go_read, 1)
    os.setgroups([])
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)
    be_first_process(options.seconds)
    private_proc()
    loopback()
    if options.user == "user":
        os.setresgid(1000, 1000, 1000)
        os.setresuid(1000, 1000, 1000)
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)


def enter_as_user(options):
    uid, gid = os.geteuid(), os.getegid()
    enter_user_namespace(0, uid, gid, NEWNS | NEWIPC | NEWUTS | NEWPID | NEWNET)
    be_first_process(options.seconds)
    hide(options)
    private_proc()
    loopback()
    # Again, to be an ordinary user without capabilities over those mounts.
    enter_user_namespace(1000, 0, 0, NEWNS)
    syscalls.drop_capabilities()


def enter_user_namespace(inner, uid, gid, more):
    syscalls.unshare(NEWUSER | more)
    with open("/proc/self/setgroups", "w") as file:
        file.write("deny")
    for kind, outer in (("uid", uid), ("gid", gid)):
        with open(f"/proc/self/{kind}_map", "w") as file:
            file.write(f"{inner} {outer} 1")


def hide(options):
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    writable = options.writable and os.path.realpath(options.writable)
    if writable:
        # A mount of its own, which the loop below leaves as it is.
        mount(writable, writable, None, MS_BIND)
    paths = [*options.expose, *([writable] if writable else [])]
    handles = [(path, os.open(path, os.O_PATH)) for path in map(os.path.realpath, paths)]
    for target in mounted():
        if target != writable:
            read_only(target)
    for path in HIDDEN:
        if os.path.isdir(path) and not os.path.islink(path):
            mount("hidden", path, "tmpfs", MS_NOSUID | MS_NODEV, "size=512m,mode=1777")
    for path, handle in handles:
        if any(path.startswith(folder + "/") for folder in HIDDEN):
            os.makedirs(path, exist_ok=True)
        mount(f"/proc/self/fd/{handle}", path, None, MS_BIND | MS_REC)
        if path != writable:
            read_only(path)
        os.close(handle)


def mounted():
    with open("/proc/self/mounts") as file:
        targets = [line.split()[1].encode().decode("unicode_escape") for line in file]
    return [target for target in targets if not target.startswith(("/proc", "/dev/pts"))]


def read_only(target):
    try:
        kept = os.statvfs(target).f_flag & MS_NOEXEC
        mount("none", target, None, MS_BIND | MS_REMOUNT | MS_RDONLY | kept | nosuid(target))
    except (FileNotFoundError, NotADirectoryError):
        # Hidden by a later mount.
        pass
    except OSError as error:
        # A mount that cannot be written to anyway, or that is not a folder's.
        if os.access(target, os.W_OK) and os.path.isdir(target) and not is_system(target):
            sys.exit(f"guard: {target} stays writable: {error}")


def nosuid(target):
    flags = os.statvfs(target).f_flag
    return flags & (MS_NOSUID | MS_NODEV)


def is_system(target):
    return target.startswith(("/sys", "/dev"))


def private_proc():
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)


def be_first_process(seconds):
    child = os.fork()
    if child:
        wait(child, seconds)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 9)


def wait(child, seconds):
    """Ends the child, and with it its PID namespace, when the time is over; passes on its exit code."""
    for descriptor in (0, 1):
        os.close(descriptor)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(seconds)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 15)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 255)


def loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, 0x8914, struct.pack("16sH14x", b"lo", 0x41))


def listen(port, folder):
    server = socket.create_server(("127.0.0.1", port))
    if os.fork() == 0:
        while True:
            server.accept()
            with open(os.path.join(folder, "connected"), "w"):
                pass
    server.close()


def limit():
    resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_DATA, (PRIVATE_BYTES, PRIVATE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))


def refuse_what_is_shared():
    """The lane inside needs the rest: namespaces, mounts, an io_uring."""
    filter = seccomp.Filter()
    for name in SHARED:
        filter.refuse(seccomp.number_of(name))
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install(filter.built())


main()
