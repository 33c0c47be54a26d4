# topic: regex
# difficulty: medium

# %% prompt
import re


def read_log(text: str) -> list:
    """Read a log file whose messages may run over several lines.

    A record starts with a line "YYYY-MM-DD HH:MM:SS LEVEL message", with single spaces, where
    LEVEL consists of capital letters. Every following line up to the next record belongs to
    the message, joined by "\\n", as it is written. Blank lines at the end of a message are
    dropped. Lines before the first record are ignored. Return (time, level, message) tuples,
    with time as "YYYY-MM-DD HH:MM:SS".

    >>> read_log("2024-05-06 10:00:00 ERROR lost\\n  at line 3\\n2024-05-06 10:00:05 INFO back")
    [('2024-05-06 10:00:00', 'ERROR', 'lost\\n  at line 3'), ('2024-05-06 10:00:05', 'INFO', 'back')]
    """
# %% solution
    start = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([A-Z]+) (.*)")
    records = []
    for line in text.split("\n"):
        match = start.fullmatch(line)
        if match:
            records.append((match[1], match[2], [match[3]]))
        elif records:
            records[-1][2].append(line)
    result = []
    for time, level, lines in records:
        while len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        result.append((time, level, "\n".join(lines)))
    return result

# %% visible
assert read_log("2024-05-06 10:00:00 ERROR lost\n  at line 3\n2024-05-06 10:00:05 INFO back") == [("2024-05-06 10:00:00", "ERROR", "lost\n  at line 3"), ("2024-05-06 10:00:05", "INFO", "back")]

# %% base
def test_base_two_records(self):
    text = "2024-01-02 03:04:05 INFO one\n2024-01-02 03:04:06 WARN two"
    self.assertEqual(read_log(text), [("2024-01-02 03:04:05", "INFO", "one"),
                                      ("2024-01-02 03:04:06", "WARN", "two")])

def test_base_continued(self):
    text = "2024-01-02 03:04:05 ERROR one\nmore\nagain"
    self.assertEqual(read_log(text), [("2024-01-02 03:04:05", "ERROR", "one\nmore\nagain")])

def test_base_empty(self):
    self.assertEqual(read_log(""), [])

# %% plus
def test_plus_lines_before_the_first_record(self):
    self.assertEqual(read_log("started\n2024-01-02 03:04:05 INFO one"), [("2024-01-02 03:04:05", "INFO", "one")])

def test_plus_indentation_is_kept(self):
    text = "2024-01-02 03:04:05 ERROR one\n    indented  "
    self.assertEqual(read_log(text)[0][2], "one\n    indented  ")

def test_plus_blank_lines(self):
    text = "2024-01-02 03:04:05 INFO one\n\nmore\n\n  \n2024-01-02 03:04:06 INFO two\n"
    self.assertEqual([r[2] for r in read_log(text)], ["one\n\nmore", "two"])

def test_plus_time_inside_a_message(self):
    text = "2024-01-02 03:04:05 INFO one\nsee 2024-01-02 03:04:06 INFO two"
    self.assertEqual(len(read_log(text)), 1)

def test_plus_a_date_is_not_yet_a_record(self):
    text = "2024-01-02 03:04:05 INFO one\n2024-01-02 and more"
    self.assertEqual(read_log(text)[0][2], "one\n2024-01-02 and more")

# %% wrong single_lines
# why: ignores the lines that continue a message
def read_log(text):
    return re.findall(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([A-Z]+) (.*)$", text, re.M)

# %% wrong strips_lines (passes base)
# why: strips every line, drops blank lines inside a message and needs a first record
def read_log(text):
    records = []
    for line in text.splitlines():
        m = re.match(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([A-Z]+) (.*)", line)
        if m:
            records.append(list(m.groups()))
        elif line.strip():
            records[-1][2] += "\n" + line.strip()
    return [tuple(r) for r in records]

# %% wrong search_anywhere (passes base)
# why: a time in the middle of a line starts a record
def read_log(text):
    parts = re.split(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([A-Z]+) ", text)
    return [(parts[i], parts[i + 1], parts[i + 2].rstrip("\n")) for i in range(1, len(parts), 3)]
