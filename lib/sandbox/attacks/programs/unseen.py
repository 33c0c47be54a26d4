# attack: a pipe that nobody reads
import os

reader, writer = os.pipe()
os.set_blocking(writer, False)
size = 0
try:
    while size < 400 << 20:
        size += os.write(writer, bytes(1 << 20))
    print("LEAKED", size, "bytes in a pipe")
except BlockingIOError:
    pass

# attack: many pipes that nobody reads
import os

size = 0
try:
    while size < 400 << 20:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        try:
            while True:
                size += os.write(writer, bytes(1 << 16))
        except BlockingIOError:
            pass
    print("LEAKED", size, "bytes in pipes")
except OSError:
    pass

# attack: a pipe written by its path
import os

reader, writer = os.pipe()
os.set_blocking(writer, False)
size = 0
for path in (f"/proc/self/fd/{writer}", f"/dev/fd/{writer}"):
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        while size < 400 << 20:
            size += os.write(descriptor, bytes(1 << 20))
        print("LEAKED", size, "bytes in a pipe")
    except OSError:
        pass

# attack: links with long texts
import os

text = "x" * (1 << 20)
size = 0
for number in range(4000):
    try:
        os.symlink(text, f"/tmp/{number}")
        size += len(text)
    except OSError:
        break
if size > 400 << 20:
    print("LEAKED", size, "bytes in links")

# attack: files with long names
import os

size = 0
for number in range(1000):
    try:
        open("/tmp/" + str(number) + "x" * (1 << 20), "w").close()
        size += 1 << 20
    except OSError:
        break
if size > 400 << 20:
    print("LEAKED", size, "bytes in names")

# attack: renamed to a long name
import os

size = 0
for number in range(1000):
    try:
        open(f"/tmp/{number}", "w").close()
        os.rename(f"/tmp/{number}", f"/tmp/{number}" + "x" * (1 << 20))
        size += 1 << 20
    except OSError:
        break
if size > 400 << 20:
    print("LEAKED", size, "bytes in names")

# attack: a working folder with a long path
import os

try:
    for _ in range(3000):
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
except OSError:
    pass

# attack: a console that waits for a line's end
size = 0
for path in ("/dev/tty", "/dev/tty1", "/dev/console", "/dev/stdout", "/dev/stderr"):
    try:
        with open(path, "wb", buffering=0) as file:
            for _ in range(200):
                size += file.write(b"x" * (1 << 20))
    except OSError:
        pass

# attack: its own standard input made longer
import os

size = 0
for descriptor in (0, "/dev/stdin", "/proc/self/fd/0", "/dev/fd/0"):
    try:
        if isinstance(descriptor, str):
            descriptor = os.open(descriptor, os.O_WRONLY)
        while size < 400 << 20:
            size += os.write(descriptor, bytes(1 << 20))
        print("LEAKED", size, "bytes in its input")
    except OSError:
        pass

# attack: a file that is larger than what it holds
import os

for size in (400 << 20, 1 << 30, 1 << 40):
    try:
        with open("/tmp/sparse", "wb") as file:
            file.truncate(size)
        print("LEAKED a file of", os.path.getsize("/tmp/sparse"))
    except (OSError, OverflowError):
        pass

# attack: written far behind the end of a file
import os

descriptor = os.open("/tmp/far", os.O_RDWR | os.O_CREAT)
for place in (400 << 20, 1 << 30, (1 << 31) - 2):
    try:
        os.pwrite(descriptor, b"x", place)
        print("LEAKED a file of", os.fstat(descriptor).st_size)
    except (OSError, OverflowError):
        pass

# attack: files that have no name any more
import os

size = 0
held = []
try:
    while size < 400 << 20:
        descriptor = os.open("/tmp/gone", os.O_RDWR | os.O_CREAT)
        os.unlink("/tmp/gone")
        held.append(descriptor)
        size += os.write(descriptor, bytes(4 << 20))
    print("LEAKED", size, "bytes in files without a name")
except OSError:
    pass

# attack: a mapped file written back
import mmap
import os

size = 0
try:
    for number in range(100):
        with open(f"/tmp/{number}", "w+b") as file:
            file.truncate(1 << 20)
            with mmap.mmap(file.fileno(), 1 << 20) as mapped:
                mapped[:] = b"x" * (1 << 20)
                mapped.flush()
        size += 1 << 20
    print("LEAKED", size, "bytes in mapped files")
except (OSError, ValueError):
    pass

# attack: the standard library's archive mapped and written
import mmap
import sys

for path in [path for path in sys.path if path.endswith(".zip")]:
    try:
        with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
            mapped[:] = bytes(len(mapped))
            mapped.flush()
    except (OSError, ValueError):
        pass
    try:
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_WRITE) as mapped:
            mapped[:] = bytes(len(mapped))
            mapped.flush()
    except (OSError, ValueError):
        pass

# attack: descriptors without end
import os

try:
    while True:
        os.dup(1)
except OSError:
    pass
try:
    for number in range(3, 100000):
        os.dup2(1, number)
except OSError:
    pass

# attack: a device under another name
import os
import stat

for major in (1, 4, 5, 6, 64, 65, 66, 77):
    for minor in range(4):
        path = f"/tmp/device-{major}-{minor}"
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
            with open(path, "r+b", buffering=0) as file:
                file.write(b'{"value": 3}')
                print("LEAKED", file.read(10))
        except (OSError, AttributeError):
            pass

# attack: names of the host
import socket

for ask in (
    lambda: socket.gethostbyname("localhost"),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
    lambda: socket.getprotobyname("tcp"),
    lambda: socket.socket().connect(("127.0.0.1", @PORT@)),
    lambda: socket.socket().bind(("127.0.0.1", 0)),
    lambda: socket.socketpair(),
):
    try:
        ask()
    except OSError:
        pass

# attack: a command of the host's shell
import os

for command in ("touch @PWN@/shell", ""):
    try:
        os.system(command)
    except OSError:
        pass
try:
    os.popen("touch @PWN@/popen").read()
except OSError:
    pass

# attack: the host's umask
import os

os.umask(0o777)
try:
    open("@PWN@/umask", "w").close()
except OSError:
    pass
