# attack: connects
import socket

connection = socket.create_connection(("127.0.0.1", @PORT@), 1)
connection.sendall(b"hello")
print("LEAKED connected")

# attack: connects over IPv6
import socket

connection = socket.create_connection(("::1", @PORT@), 1)
print("LEAKED connected")

# attack: sends a datagram
import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", @PORT@))
print("LEAKED sent")

# attack: raw, packet and netlink sockets
import socket

for family, kind in ((socket.AF_INET, socket.SOCK_RAW), (socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_NETLINK, socket.SOCK_RAW)):
    try:
        socket.socket(family, kind, 0)
        print("LEAKED", family)
    except OSError:
        pass

# attack: vsock
import socket

for number in range(3, 46):
    try:
        socket.socket(number, socket.SOCK_STREAM)
        print("LEAKED family", number)
    except (OSError, OverflowError):
        pass

# attack: listens
import socket

server = socket.socket()
server.bind(("0.0.0.0", 0))
server.listen()
print("LEAKED listening")

# attack: abstract unix socket of another process
import socket

for name in (b"\0tracelab", b"\0/tmp/.X11-unix/X0", b"\0dbus"):
    client = socket.socket(socket.AF_UNIX)
    try:
        client.connect(name)
        print("LEAKED connected", name)
    except OSError:
        pass

# attack: message queues and shared memory
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.shmget(0x1234, 4096, 0o1666) >= 0:
    print("LEAKED shared memory")
if libc.msgget(0x1234, 0o1666) >= 0:
    print("LEAKED message queue")
if libc.semget(0x1234, 1, 0o1666) >= 0:
    print("LEAKED semaphore")
