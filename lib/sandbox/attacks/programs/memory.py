# attack: memory bomb
kept = []
while True:
    kept.append(bytearray(32 << 20))

# attack: power tower
x = 9**9**9

# attack: shared anonymous mapping
import mmap

kept = [mmap.mmap(-1, 1 << 30) for _ in range(64)]
for block in kept:
    for offset in range(0, 1 << 30, 4096):
        block[offset] = 1

# attack: memory file
import os

number = os.memfd_create("big")
while True:
    os.write(number, b"x" * (1 << 20))

# attack: text that doubles
text = "x"
while True:
    text += text

# attack: keeps what it catches
kept = []
while True:
    try:
        kept.append([0] * (1 << 22))
    except MemoryError:
        pass

# attack: many small objects
kept = {}
while True:
    kept[len(kept)] = [{}, (), set()]

# attack: thread bomb
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(60,)).start()

# attack: huge text returned
def add(a, b):
    return "x" * (1 << 30)

# attack: hundred megabytes of text returned
def add(a, b):
    return "x" * (100 << 20)

# attack: list of 10^8 items returned
def add(a, b):
    return [0] * 10**8

# attack: list of 10^7 lists returned
def add(a, b):
    return [[]] * 10**7

# attack: deep structure returned
def add(a, b):
    x = []
    for _ in range(100_000):
        x = [x]
    return x

# attack: structure that holds itself
def add(a, b):
    x = []
    x.append(x)
    return x

# attack: dict that holds itself through tuples
def add(a, b):
    x = {}
    x["x"] = (x, {"y": (x,)})
    return x

# attack: small structure with exponentially many paths
def add(a, b):
    x = [0]
    for _ in range(60):
        x = [x, x]
    return x

# attack: endless generator returned
def add(a, b):
    while True:
        yield 3

# attack: int of a million digits returned
def add(a, b):
    return 1 << 40_000_000

# attack: exception with a huge message
def add(a, b):
    raise ValueError("x" * (200 << 20))

# attack: exception with a huge name
def add(a, b):
    raise type("E" * 1_000_000, (Exception,), {})

# attack: a thousand huge locals in a failing frame
def add(a, b):
    names = {f"v{i}": "x" * 1_000_000 for i in range(50)}
    locals().update(names)
    big = ["x" * 10_000_000] * 10
    return missing

# attack: garbage that resurrects itself
class Again:
    def __del__(self):
        kept.append(Again())

kept = []
for _ in range(1000):
    Again()
