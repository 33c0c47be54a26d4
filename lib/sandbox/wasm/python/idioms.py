"""What programs for contests ask of a system to get a deeper stack: a thread of their own, `resource`.

There are no threads here. A thread that is started runs at once, to its end, in the place of the one
that starts it: `Thread(target=main).start()` does what it is written for, and so do threads that do not
wait for one another. Threads that do would wait for ever, and end by the time limit. A pool of threads
(`ThreadPoolExecutor`, `asyncio.to_thread`) does what it is given at once. The stack is as deep as it gets
from the start, so limits are taken and nothing comes of them.
"""

import queue
import sys
import threading
import time
import types
from concurrent.futures.thread import ThreadPoolExecutor

LIMITS = "CPU FSIZE DATA STACK CORE RSS NPROC NOFILE MEMLOCK AS".split()


def give():
    threading._ThreadHandle = Handle
    threading._start_joinable_thread = run_at_once
    # Its threads wait for more to do, and the first would wait for ever.
    ThreadPoolExecutor._adjust_thread_count = lambda pool: None
    ThreadPoolExecutor.submit = submit
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


def submit(self, fn, /, *args, **kwargs):
    future = into_queue(self, fn, *args, **kwargs)
    # After that: a task may give the pool another one, for which the pool must not be locked.
    do_queued(self)
    return future


into_queue = ThreadPoolExecutor.submit


def do_queued(pool):
    context = vars(pool).get("_context")
    if context is None:
        context = pool._context = pool._create_worker_context()
        try:
            context.initialize()
        except BaseException:
            pool._initializer_failed()
    while True:
        try:
            item = pool._work_queue.get_nowait()
        except queue.Empty:
            return
        item.run(context)


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
