"""One lane of the native engine: judge -> warm zygote -> a forked child a program.

Covered: see `lib/sandbox/README.md`. Started by `lane.ts` with options as JSON in the first argument;
then frames (length and JSON) on standard input and output: a program in, its verdict out. A verdict
that takes several processes (cases of a stdio test, a trace) says at each that it goes on: `lane.ts`
keeps the time from outside, as a judge that is busy in C sees no signal.
"""

import gc
import importlib.util
import json
import mmap
import os
import resource
import socket
import struct
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CORE = os.path.join(os.path.dirname(HERE), "python")
if HERE not in sys.path:
    # A wrapper may have started us under another name of this folder.
    sys.path.insert(0, HERE)


def import_core():
    """The folder `python` beside ours, under a name that no program would import."""
    spec = importlib.util.spec_from_file_location(
        "tracelab_core", os.path.join(CORE, "__init__.py"), submodule_search_locations=[CORE]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tracelab_core"] = module
    spec.loader.exec_module(module)


import_core()
# Ours is all imported now, or never: below /tmp this folder is one that programs can make anew.

import landlock
import mappings
import namespaces
import pin
import seccomp
import streams
import syscalls
import warm
from tracelab_core import judge, messages, unittest_runner, verdicts
from transport import Lost, Transport
from zygote import Zygote, forget_ourselves

HEADER = struct.Struct("<I")
# Of the judge itself: a hundred times what it usually has.
JUDGE_MB = 4096


def main():
    options = json.loads(sys.argv[1])
    forget_our_folders()
    source, sink, null = take_pipes()
    keep_to_core(options.get("place"))
    quiet_environment(options["profile"])
    pins = pin.open_pins() if options["isolation"] == "namespaces" else None
    if pins:
        # Before the first fork: copies of two mappings do not join.
        mappings.join_libraries(pins.maps())
        mappings.enlarge_code(pins.maps())
    try:
        protection, own_pids, folder = isolate(options)
        try_modules(options.get("modules") or ())
    except (namespaces.Refused, OSError) as error:
        write(sink, {"refused": str(error)})
        return
    forget_writable_folders(folder.path)
    warm.load(options["profile"])
    if pins:
        mappings.join_libraries(pins.maps())
    counter = mmap.mmap(-1, mmap.PAGESIZE)
    control = start_zygote((source, sink), null, counter, own_pids, folder, pins, options)
    if pins:
        pins.close(and_ring=True)
    # The test's code may make anything of an answer, `set(range(10**12))` too: MemoryError, and not the machine's end.
    resource.setrlimit(resource.RLIMIT_DATA, (JUDGE_MB << 20, JUDGE_MB << 20))
    # Finders of the environment's own know paths that nobody has looked at; programs may go on using them.
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder.__module__.startswith("_frozen_importlib")]
    confine(options)
    transport = Transport(control, counter, own_pids is not None)
    transport.clean = folder.renew
    transport.goes_on = lambda: write(sink, {"goesOn": True})
    lane = Lane(transport)
    gc.collect()
    gc.freeze()
    write(sink, {"ready": True, "protection": protection, "python": sys.version.split()[0]})
    while True:
        program = read(source)
        if program is None:
            break
        write(sink, lane.judge(program))


def forget_our_folders():
    """The interpreter puts a script's folder first on the path, where a module of any name could be put."""
    ours = os.path.realpath(HERE)
    sys.path[:] = [path for path in sys.path if os.path.isabs(path) and os.path.realpath(path) != ours]
    sys.modules["tracelab_core"].__path__ = []


def forget_writable_folders(folder):
    """
    Judge and zygote import only from folders that are there now and where no program can write. (-I would
    ignore the hash seed, -P is younger than the oldest Python that we take.)
    """
    own = [os.path.realpath(path) + "/" for path in (folder, "/dev/shm", "/var/tmp")]
    sys.path[:] = [
        path
        for path in sys.path
        if os.path.isdir(path) and not (os.path.realpath(path) + "/").startswith(tuple(own))
    ]
    sys.path_importer_cache.clear()


def take_pipes():
    source, sink = os.dup(0), os.dup(1)
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return source, sink, null


def keep_to_core(place):
    """
    Judge, zygote and children of a lane take turns: on one core they find its caches warm (a sixth
    more programs a second). Only where the lanes have all cores: others may keep to the first ones too.
    """
    cores = sorted(os.sched_getaffinity(0))
    if place and place["of"] >= len(cores):
        os.sched_setaffinity(0, {cores[place["number"] % len(cores)]})


def quiet_environment(profile):
    os.environ.clear()
    os.environ.update(
        PATH="/usr/bin:/bin", HOME="/tmp", TMPDIR="/tmp", LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="0"
    )
    if profile == "science":
        # Its tests run `python`.
        os.environ["PATH"] = f"{sys.prefix}/bin:" + os.environ["PATH"]
    os.environ.update(MPLBACKEND="Agg", MPLCONFIGDIR="/tmp/.mpl", PYTHONDONTWRITEBYTECODE="1")
    # One thread: fork and namespaces need it, and lanes fill the cores.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_MAX_THREADS"):
        os.environ[name] = "1"
    time.tzset()


def try_modules(names):
    """Whether programs will find the standard library whole: imports it in a child, once a sandbox."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            syscalls.drop_capabilities()
            for name in names:
                try:
                    importlib.import_module(name)
                except Exception as error:
                    os.write(writer, f"{sys.executable} cannot import {name} there: {error}".encode())
                    break
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, errors="replace") as file:
        trouble = file.read()
    os.waitpid(child, 0)
    if trouble:
        raise namespaces.Refused(trouble)


def isolate(options):
    paths = interpreter_paths(options["profile"]) + (options.get("libraries") or [])
    if options["isolation"] == "namespaces":
        own_pids, folder = namespaces.enter(paths, options["profile"], options["tmpMb"])
        syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
        return "namespaces, seccomp, rlimits; judge apart", own_pids, folder
    folder = landlock.enter(paths)
    os.environ.update(HOME=folder.path, TMPDIR=folder.path, MPLCONFIGDIR=folder.path + "/.mpl")
    return "Landlock, seccomp, rlimits, no subprocesses; judge apart", None, folder


def confine(options):
    """The filter of the judge and of the zygote, each for itself: the zygote first pins its pages."""
    if options["isolation"] == "namespaces":
        seccomp.install(seccomp.build(science=options["profile"] == "science"))


def interpreter_paths(profile):
    """What programs may read: the interpreter and libraries, as few folders as hold them."""
    paths = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"]
    if profile == "science":
        # Its tests run programs such as ls, and read time zones and fonts.
        paths += ["/usr/bin", "/usr/share/zoneinfo", "/usr/share/fonts"]
    for prefix in (sys.base_prefix, sys.base_exec_prefix, sys.prefix):
        if prefix not in ("/usr", "/") and prefix not in paths:
            paths.append(prefix)
    return paths


def start_zygote(pipes, null, counter, own_pids, folder, pins, options):
    judge_end, zygote_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if syscalls.fork() == 0:
        try:
            syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 9)
            judge_end.close()
            for descriptor in pipes:
                os.close(descriptor)
            os.dup2(null, 2)
            own_streams = streams.Streams(streams.mount_folder() if own_pids is not None else None)
            zygote = Zygote(zygote_end, counter, own_pids, folder.path, own_streams)
            zygote.prepare(pins)
            confine(options)
            forget_ourselves()
            zygote.run()
        finally:
            os._exit(1)
    zygote_end.close()
    return judge_end


class Lane:
    def __init__(self, transport):
        self.transport = transport
        self.core = judge.Judge(transport)

    def judge(self, program):
        started = time.monotonic()
        self.transport.limits = program["limits"]
        self.transport.processes = 0
        try:
            verdict = self.core.judge(program)
        except Lost:
            os._exit(3)
        verdict["wallMs"] = round((time.monotonic() - started) * 1000, 3)
        return verdict


def read(descriptor):
    header = read_exactly(descriptor, 4)
    return None if header is None else json.loads(read_exactly(descriptor, HEADER.unpack(header)[0]))


def read_exactly(descriptor, size):
    parts, left = [], size
    while left:
        part = os.read(descriptor, left)
        if not part:
            return None
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def write(descriptor, message):
    try:
        data = messages.text_of(message)
    except (ValueError, TypeError, RecursionError) as problem:
        data = messages.text_of({**verdicts.of_fault(problem), "guarantee": "apart", "wallMs": message["wallMs"]})
    data = HEADER.pack(len(data)) + data
    while data:
        data = data[os.write(descriptor, data) :]


main()
