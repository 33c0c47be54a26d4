import os
import re
import subprocess
import sys
import unittest

NATIVE = os.path.join(os.path.dirname(__file__), "../native")

# In a process of its own: what it does to its memory stays.
START = f"""
import sys
sys.path.insert(0, {NATIVE!r})
import array, ctypes, json, mappings, mmap, re

def maps():
    return open("/proc/self/maps").read()

def large(start, end):
    size, inside = 0, False
    for line in open("/proc/self/smaps"):
        span = re.match("([0-9a-f]+)-([0-9a-f]+) ", line)
        if span:
            inside = int(span[1], 16) < end and int(span[2], 16) > start
        elif inside and line.startswith("AnonHugePages"):
            size += int(line.split()[1]) << 10
    return size
"""


def answer(code):
    run = subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


class MappingsTest(unittest.TestCase):
    def test_the_pieces_of_a_library_become_two(self):
        before, after, other = map(int, answer("""
import _decimal
before = maps()
mappings.join_libraries(before)
sizes = [len(pieces) for pieces in mappings.libraries(maps()) if len(pieces) > 2]
import decimal
assert decimal.Decimal("1.1") + 1 == decimal.Decimal("2.1")
print(before.count("\\n"), maps().count("\\n"), len(sizes))
"""))
        self.assertLess(after, 0.7 * before)
        self.assertLessEqual(other, 2)

    def test_the_interpreter_goes_on_in_large_pages_of_its_own_code(self):
        size, total = map(int, answer("""
name = ctypes.pythonapi.Py_GetVersion
address = ctypes.c_void_p.from_buffer(name).value
mappings.join_libraries(maps())
mappings.enlarge_code(maps())
print(large(address, address + 1), sum(json.loads("[1, 2]")) + len(re.findall("a", "banana")))
"""))
        self.assertEqual(total, 6)
        if not size:
            self.skipTest("no large pages for code here")
        self.assertGreaterEqual(size, 2 << 20)

    def test_memory_keeps_its_content_in_large_pages(self):
        size, same = map(int, answer("""
memory = mmap.mmap(-1, 8 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
text = bytes(range(256)) * (8 << 12)
memory[:] = text
start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
mappings.enlarge_data([(start, start + (8 << 20))])
print(large(start, start + (8 << 20)), memory[:] == text)
""".replace("memory[:] == text", "int(memory[:] == text)")))
        self.assertEqual(same, 1)
        if not size:
            self.skipTest("no large pages for memory here")
        self.assertGreaterEqual(size, 6 << 20)


if __name__ == "__main__":
    unittest.main()
