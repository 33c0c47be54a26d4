"""A seccomp filter: refuses (EPERM) what no program under test needs and kernels have had holes in.

A second wall: the namespaces or Landlock are the first. Installed in the judge and in the zygote, and inherited. Calls
that the lane itself still makes (mount, setns, unshare of a PID namespace) stay open in the filter of
the namespace mode and need capabilities that every program has dropped.
"""

import ctypes
import struct

from syscalls import NEWCGROUP, NEWIPC, NEWNET, NEWNS, NEWPID, NEWTIME, NEWUSER, NEWUTS
from syscalls import PR_SET_SECCOMP, architecture, checked, libc

# name: (x86_64, aarch64); None where the machine lacks it.
REFUSED = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "adjtimex": (159, 171),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "create_module": (174, None),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "get_mempolicy": (239, 236),
    "init_module": (175, 105),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "io_cancel": (210, 3),
    "io_destroy": (207, 1),
    "io_getevents": (208, 4),
    "io_pgetevents": (333, 292),
    "io_setup": (206, 0),
    "io_submit": (209, 2),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "ioperm": (173, None),
    "iopl": (172, None),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "listmount": (458, 458),
    "listns": (470, 470),
    "lookup_dcookie": (212, 18),
    "lsm_get_self_attr": (459, 459),
    "lsm_list_modules": (461, 461),
    "lsm_set_self_attr": (460, 460),
    "mbind": (237, 235),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "migrate_pages": (256, 238),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "modify_ldt": (154, None),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "move_pages": (279, 239),
    "mq_open": (240, 180),
    "msgctl": (71, 187),
    "msgget": (68, 186),
    "msgrcv": (70, 188),
    "msgsnd": (69, 189),
    "name_to_handle_at": (303, 264),
    "nfsservctl": (180, 42),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "open_tree_attr": (467, 467),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "query_module": (178, None),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "reboot": (169, 142),
    "remap_file_pages": (216, 234),
    "request_key": (249, 218),
    "semctl": (66, 191),
    "semget": (64, 190),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "set_mempolicy": (238, 237),
    "set_mempolicy_home_node": (450, 450),
    "setdomainname": (171, 162),
    "sethostname": (170, 161),
    "settimeofday": (164, 170),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "shmdt": (67, 197),
    "shmget": (29, 194),
    "splice": (275, 76),
    "statmount": (457, 457),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "_sysctl": (156, None),
    "sysfs": (139, None),
    "syslog": (103, 116),
    "tee": (276, 77),
    "uprobe": (336, None),
    "uretprobe": (335, None),
    "uselib": (134, None),
    "userfaultfd": (323, 282),
    "ustat": (136, None),
    "vhangup": (153, 58),
    "vmsplice": (278, 75),
}

# What Landlock leaves open: metadata of files, signals to the user's other processes, mounts.
REFUSED_WITHOUT_NAMESPACES = {
    "chmod": (90, None),
    "chown": (92, None),
    "connect": (42, 203),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "file_setattr": (469, 469),
    "fork": (57, None),
    "fremovexattr": (199, 16),
    "fsetxattr": (190, 7),
    "futimesat": (261, None),
    "ioprio_set": (251, 30),
    "kill": (62, 129),
    "lchown": (94, None),
    "lremovexattr": (198, 15),
    "lsetxattr": (189, 6),
    "mount": (165, 40),
    "pidfd_send_signal": (424, 424),
    "removexattr": (197, 14),
    "removexattrat": (466, 466),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "setns": (308, 268),
    "setpriority": (141, 140),
    "setxattr": (188, 5),
    "setxattrat": (463, 463),
    "socket": (41, 198),
    "tgkill": (234, 131),
    "tkill": (200, 130),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "utime": (132, None),
    "utimensat": (280, 88),
    "utimes": (235, None),
    "vfork": (58, None),
}

CLONE, CLONE3, UNSHARE, SOCKET, SOCKETPAIR = (56, 220), (435, 435), (272, 97), (41, 198), (53, 199)
SIGACTION, PRLIMIT, SYSINFO, FCNTL, IOCTL = (13, 134), (302, 261), (99, 179), (72, 25), (16, 29)
SETSOCKOPT, SENDMSG, SENDMMSG = (54, 208), (46, 211), (307, 269)
ANY_NAMESPACE = NEWUSER | NEWNS | NEWUTS | NEWIPC | NEWNET | NEWPID | NEWCGROUP
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
# The zygote's way to the judge, the only descriptor that may be sent over: no program can have one of this number.
CONTROL = 300
SIGCHLD = 17
# Buffers that no limit on memory counts: F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ, F_ADD_SEALS.
FCNTLS = (1024, 1026, 1031, 1033)
# SO_SNDBUF, SO_RCVBUF, SO_SNDBUFFORCE, SO_RCVBUFFORCE.
SOCKET_BUFFERS = (7, 8, 32, 33)
# Flags of files (FS_IOC_SETFLAGS, its 32-bit form, FS_IOC_FSSETXATTR, SETVERSION, verity), TIOCSTI, TIOCLINUX, TIOCCONS.
IOCTLS = (0x40086602, 0x40046602, 0x401C5820, 0x40087602, 0x40806685, 0x5412, 0x541C, 0x541D)

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x10000
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16


class Filter:
    """Rules are tried in order. The number of the call is in the accumulator before and after each."""

    def __init__(self):
        self.code = []
        machine = architecture()
        self.add(_LOAD, _ARCH)
        self.add(_EQUAL, machine.audit, 1, 0)
        self.add(_RETURN, _KILL)
        self.add(_LOAD, _NUMBER)
        if machine.column == 0:
            # The x32 numbers of x86_64 would pass by every rule.
            self.add(_AT_LEAST, 0x40000000, 0, 1)
            self.add(_RETURN, _KILL)

    def built(self):
        """The filter: whatever no rule has decided is allowed."""
        self.add(_RETURN, _ALLOW)
        return b"".join(self.code)

    def add(self, operation, value, when_true=0, when_false=0):
        self.code.append(struct.pack("<HBBI", operation, when_true, when_false, value & 0xFFFFFFFF))

    def refuse(self, number, error=_EPERM):
        self.add(_EQUAL, number, 0, 1)
        self.add(_RETURN, _ERRNO | error)

    def only(self, number, argument, values):
        """The call only with one of these values of an argument (its low 32 bits)."""
        self._by_argument(number, argument, values, _ALLOW, _ERRNO | _EPERM)

    def never(self, number, argument, values, error=_EPERM):
        """The call with any other value of an argument; `error` 0 does nothing and says that it worked."""
        self._by_argument(number, argument, values, _ERRNO | error, _ALLOW)

    def _by_argument(self, number, argument, values, then, otherwise):
        self.add(_EQUAL, number, 0, len(values) + 3)
        self.add(_LOAD, _FIRST_ARGUMENT + 8 * argument)
        for index, value in enumerate(values):
            self.add(_EQUAL, value, len(values) - index, 0)
        self.add(_RETURN, otherwise)
        self.add(_RETURN, then)

    def only_asked(self, number, first, argument):
        """With this first argument, only where another is NULL (both halves)."""
        self.add(_EQUAL, number, 0, 8)
        self.add(_LOAD, _FIRST_ARGUMENT)
        self.add(_EQUAL, first, 0, 4)
        self.add(_LOAD, _FIRST_ARGUMENT + 8 * argument)
        self.add(_EQUAL, 0, 0, 3)
        self.add(_LOAD, _FIRST_ARGUMENT + 8 * argument + 4)
        self.add(_EQUAL, 0, 0, 1)
        self.add(_RETURN, _ALLOW)
        self.add(_RETURN, _ERRNO | _EPERM)

    def only_threads(self, number):
        self.add(_EQUAL, number, 0, 4)
        self.add(_LOAD, _FIRST_ARGUMENT)
        self.add(_ANY_BIT, _CLONE_THREAD, 1, 0)
        self.add(_RETURN, _ERRNO | _EPERM)
        self.add(_RETURN, _ALLOW)

    def without_flags(self, number, flags):
        self.add(_EQUAL, number, 0, 4)
        self.add(_LOAD, _FIRST_ARGUMENT)
        self.add(_ANY_BIT, flags, 0, 1)
        self.add(_RETURN, _ERRNO | _EPERM)
        self.add(_RETURN, _ALLOW)


def number_of(name):
    return REFUSED[name][architecture().column]


def build(namespaces=True, science=False):
    column = architecture().column
    program = Filter()
    refused = dict(REFUSED) if namespaces else {**REFUSED, **REFUSED_WITHOUT_NAMESPACES}
    for numbers in refused.values():
        if numbers[column] is not None:
            program.refuse(numbers[column])
    # Its flags lie in memory, where a filter cannot look; libc falls back on clone.
    program.refuse(CLONE3[column], _ENOSYS)
    program.only(SOCKETPAIR[column], 0, (AF_UNIX,))
    program.never(FCNTL[column], 1, FCNTLS)
    program.never(IOCTL[column], 1, IOCTLS)
    program.never(SETSOCKOPT[column], 2, SOCKET_BUFFERS, error=0)
    if not science:
        # The machine's memory and uptime, and descriptors under way, whose buffers no limit counts.
        program.refuse(SYSINFO[column])
        program.refuse(SENDMMSG[column])
        program.only(SENDMSG[column], 0, (CONTROL,))
        # The CPU time of a child is lost with it where its parent ignores the signal. (A shell's `wait` needs it.)
        if namespaces:
            program.only_asked(SIGACTION[column], SIGCHLD, 1)
    if namespaces:
        # The lane pivots before the filter is there.
        program.only(SOCKET[column], 0, (AF_UNIX, AF_INET, AF_INET6) if science else (AF_UNIX,))
        program.without_flags(UNSHARE[column], (ANY_NAMESPACE | NEWTIME) & ~NEWPID)
        program.without_flags(CLONE[column], ANY_NAMESPACE)
    else:
        program.only_threads(CLONE[column])
        program.only(PRLIMIT[column], 0, (0,))
    return program.built()


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def install(code):
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    mode_filter = ctypes.c_ulong(2)
    result = libc.prctl(PR_SET_SECCOMP, mode_filter, ctypes.byref(program), ctypes.c_ulong(0), ctypes.c_ulong(0))
    checked(result, "seccomp")
