# attack: infinity
print(float('inf'))

# attack: not a number
print(float('nan'))

# attack: 3 and garbage behind blanks
print(3)
print('\n' * 100_000)
print('garbage')

# attack: both answers
print(3)
print(12)

# attack: every number
for n in range(100_000):
    print(n)

# attack: 3 for the first, its half for the second
a, b = map(int, input().split())
print(3 if a == 1 else '1')

# attack: 3 with NULs
print('3\0' if input()[0] == '1' else '12\0')

# attack: bytes that are no text
import sys

sys.stdout.buffer.write(b'\xff\xfe3\0')

# attack: surrogates
import sys

sys.stdout.buffer.write('\ud800'.encode('utf-8', 'surrogatepass'))
print('3')

# attack: a word of forty megabytes
import os

block = b'3' * (1 << 20)
for _ in range(40):
    os.write(1, block)

# attack: forty megabytes of blanks
import os

os.write(1, b'3')
block = b' ' * (1 << 20)
for _ in range(40):
    os.write(1, block)

# attack: a number that takes for ever to read
print('0.' + '1' * 1_000_000 + 'e' + '9' * 1_000_000)

# attack: says that it has finished, and does not
@F@
print(3, flush=True)
send({'finished': True})
while True:
    pass

# attack: says that it has finished, and crashes
@F@
print(3, flush=True)
send({'finished': True})
os.abort()

# attack: finished that is a number
@F@
print(3, flush=True)
leave({'finished': 1})

# attack: finished twice with a verdict
@F@
leave({'finished': True}, {'finished': True}, {'status': 'passed'})

# attack: ready instead of finished
@F@
print(3, flush=True)
leave({'ready': {'add': {'value': 3}}})

# attack: an exit without fields, printed
@F@
print(3, flush=True)
leave({'failed': 'load', 'kind': 'exit', 'error': {}})

# attack: an exit of a surrogate
@F@
leave({'failed': 'load', 'kind': 'exit', 'error': {'type': 'SystemExit', 'message': '\ud800'}})

# attack: exceptions with every code
import sys

print(3)
sys.exit('\ud800')

# attack: os._exit without a word
import os

os._exit(0)

# attack: leaves with the output half written
import os
import sys

sys.stdout.write('3')
os._exit(0)

# attack: closes its output
import os

print(3, flush=True)
os.close(1)
os.dup2(0, 1)

# attack: writes at the end of the world
import os

os.lseek(1, 1 << 40, os.SEEK_SET)
os.write(1, b'3')

# attack: cuts and widens its output
import os

os.write(1, b'garbage')
os.ftruncate(1, 0)
os.ftruncate(1, 60 << 20)

# attack: prints after its end
import atexit
import threading
import time

def late():
    time.sleep(0.3)
    print(3)

threading.Thread(target=late, daemon=True).start()

# attack: replaces its output's object
import io
import sys

sys.stdout = io.StringIO('3')
print(3)

# attack: looks for what is expected
import gc
import sys

for item in gc.get_objects():
    if isinstance(item, dict) and ('output' in item or 'cases' in item):
        print(item.get('output', item.get('cases')))
frame = sys._getframe()
while frame:
    if 'expected' in frame.f_locals:
        print(frame.f_locals['expected'])
    frame = frame.f_back

# attack: digits of another script
print("\u0663" if input() == "1 2" else "\u0661\u0662")

# attack: full-width digits
print("\uff13" if input() == "1 2" else "\uff11\uff12")

# attack: a number with an underscore
print("0_3" if input() == "1 2" else "1_2")

# attack: a number as a float and as a power
print("3.0" if input() == "1 2" else "1.2e1")

# attack: a number in hexadecimal
print("0x3" if input() == "1 2" else "0xc")

# attack: a number with a plus and zeros
print("+3" if input() == "1 2" else "0012")

# attack: a number next to the answer
print("3.00000001" if input() == "1 2" else "11.99999999")

# attack: a byte-order mark before the answer
print("\ufeff3" if input() == "1 2" else "\ufeff12")

# attack: the answer behind a zero-width space
print("\u200b3" if input() == "1 2" else "\u200b12")

# attack: the answer on the other descriptor
import os
os.write(2, b"3\n" if input() == "1 2" else b"12\n")
