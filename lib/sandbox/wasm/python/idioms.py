"""What programs for contests ask of a system to get a deeper stack: a thread of their own, `resource`.

There are no threads here. A thread that is started runs at once, to its end, in the place of the one
that starts it: `Thread(target=main).start()` does what it is written for, and so do threads that do not
wait for one another. Threads that do would wait for ever, and end by the time limit. The stack is as
deep as it gets from the start, so limits are taken and nothing comes of them.
"""

import sys
import threading
import time
import types

LIMITS = "CPU FSIZE DATA STACK CORE RSS NPROC NOFILE MEMLOCK AS".split()


def give():
    threading._ThreadHandle = Handle
    threading._start_joinable_thread = run_at_once
    sys.modules["resource"] = resource()


def run_at_once(function, handle, daemon=True):
    ident = threading.get_ident()
    starter = threading._active.get(ident)
    try:
        function()
    finally:
        # It had the same number as the thread that started it.
        threading._active[ident] = starter
        handle.done = True


class Handle:
    """What `threading` knows of a thread: here, whether it is over."""

    def __init__(self):
        self.done = False
        self.ident = None

    def is_done(self):
        return self.done

    def join(self, timeout=None):
        pass


def resource():
    module = types.ModuleType("resource")
    module.error = OSError
    module.RLIM_INFINITY = -1
    for number, name in enumerate(LIMITS):
        setattr(module, f"RLIMIT_{name}", number)
    module.RUSAGE_SELF, module.RUSAGE_CHILDREN = 0, -1
    module.getrlimit = lambda _resource: (module.RLIM_INFINITY, module.RLIM_INFINITY)
    module.setrlimit = lambda _resource, _limits: None
    module.getpagesize = lambda: 65536
    module.getrusage = lambda who: types.SimpleNamespace(
        ru_utime=0.0 if who else time.process_time(), ru_stime=0.0, ru_maxrss=0, ru_minflt=0, ru_majflt=0
    )
    return module
