# attack: three gigabytes of output
text = "x" * (1 << 20)
for _ in range(3000):
    print(text)

# attack: one gigabyte to the descriptor
import os

block = b"x" * (1 << 20)
for _ in range(1024):
    os.write(1, block)

# attack: errors without end
import os
import sys

for _ in range(100_000):
    sys.stderr.write("x" * 1000)
    os.write(2, b"x" * 1000)

# attack: closes every descriptor
import os

os.closerange(0, 256)

# attack: closes the channel in the call
import os

def add(a, b):
    os.close(3)
    return 3

# attack: turns the channel into a file
import os

os.dup2(os.open("/tmp/file", os.O_CREAT | os.O_RDWR), 3)

# attack: garbage
import os

def add(a, b):
    os.write(3, os.urandom(1000))

# attack: header of four gigabytes
import os

def add(a, b):
    os.write(3, b"\xff\xff\xff\xff")

# attack: half a message
import os
import time

def add(a, b):
    os.write(3, b"\x0c\0\0\0{")
    time.sleep(60)

# attack: a byte at a time
import os
import time

def add(a, b):
    for byte in b"\xff\xff\0\0" + b" " * 70_000:
        os.write(3, bytes([byte]))
        time.sleep(0.01)

# attack: deep JSON
import os
import struct

def add(a, b):
    data = b"[" * 5_000_000
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: deep but valid JSON
import os
import struct

def add(a, b):
    data = b'{"value":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: JSON that is no object
import os
import struct

def add(a, b):
    for data in (b"3", b"[3]", b"null", b'"value"', b"NaN"):
        os.write(3, struct.pack("<I", len(data)) + data)

# attack: huge number in JSON
import os
import struct

def add(a, b):
    data = b'{"value":' + b"9" * 10_000_000 + b"}"
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: tags that are not well formed
import os
import struct

def add(a, b):
    for payload in (b'{"s":[[1]]}', b'{"d":[[{"d":[]},1]]}', b'{"d":[1]}', b'{"c":["x"]}', b'{"i":"zz"}', b'{"o":[-1,3]}'):
        data = b'{"value":' + payload + b"}"
        os.write(3, struct.pack("<I", len(data)) + data)

# attack: object that does not exist
import os
import struct

def add(a, b):
    data = b'{"value":{"o":[123456789,"int"]}}'
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: many small messages
import os
import struct

def add(a, b):
    data = b'{"value":0}'
    while True:
        os.write(3, (struct.pack("<I", len(data)) + data) * 1000)

# attack: error that claims to be ours
import json
import os
import struct

def add(a, b):
    data = json.dumps({"failed": "test", "kind": "harness", "error": {"type": "BrokenTest", "message": "x"}}).encode()
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: error with fields of the wrong kind
import json
import os
import struct

def add(a, b):
    error = {"type": 3, "message": [], "line": -1, "stack": [{"line": "x"}, 3], "locals": {"a": 3}}
    data = json.dumps({"failed": 3, "kind": "error", "error": error}).encode()
    os.write(3, struct.pack("<I", len(data)) + data)

# attack: reads the requests itself
import os

def add(a, b):
    while os.read(3, 65536):
        pass

# attack: reads standard input
def add(a, b):
    return int(input())

# attack: waits on standard input
import os
import sys

while True:
    os.read(0, 1)
    sys.stdin.read()
    if False:
        break

# attack: passes descriptors
import array
import os
import socket

def add(a, b):
    channel = socket.socket(fileno=os.dup(3))
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))]
    for _ in range(1000):
        channel.sendmsg([b"\0"], rights)

# attack: makes the channel non-blocking and half closed
import os
import socket

def add(a, b):
    channel = socket.socket(fileno=os.dup(3))
    channel.setblocking(False)
    channel.shutdown(socket.SHUT_RD)
    return 7
