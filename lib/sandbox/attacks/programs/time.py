# attack: loop
def add(a, b):
    while True:
        pass

# attack: loop that catches everything
def add(a, b):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass

# attack: loop at load
while True:
    pass

# attack: loop inside C
def add(a, b):
    return sum(range(10**14))

# attack: regular expression that backtracks
import re

def add(a, b):
    return re.match(r"(a+)+$", "a" * 60 + "b")

# attack: loop in repr of a local while an error is described
class Slow:
    def __repr__(self):
        while True:
            pass

def add(a, b):
    slow = Slow()
    return missing

# attack: loop in str of an exception
class Slow(Exception):
    def __str__(self):
        while True:
            pass

def add(a, b):
    raise Slow

# attack: cancels timers and ignores signals
import signal

signal.setitimer(signal.ITIMER_REAL, 0)
for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)
while True:
    pass

# attack: raises its own CPU limit
import resource

try:
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except (OSError, ValueError):
    pass
while True:
    pass

# attack: sleeps
import time

time.sleep(60)

# attack: sleeps in the call
import time

def add(a, b):
    time.sleep(60)

# attack: stops itself
import os
import signal

def add(a, b):
    os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(0, signal.SIGSTOP)

# attack: sets the clock
import time

try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
    print("LEAKED the clock was set")
except (OSError, AttributeError):
    pass
time.time = time.monotonic = lambda: 0
time.sleep(60)

# attack: many threads that spin
import threading

def spin():
    while True:
        pass

for _ in range(20):
    threading.Thread(target=spin).start()

# attack: a thread goes on after the answer
import threading
import time

def later():
    while True:
        time.sleep(0.1)

threading.Thread(target=later).start()

# attack: waits for a lock that nobody frees
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()

# attack: opens a fifo that nobody writes
import os

os.mkfifo("/tmp/fifo")
open("/tmp/fifo")

# attack: huge int to text
import sys

sys.set_int_max_str_digits(0)

def add(a, b):
    return str(7 ** 20_000_000)
