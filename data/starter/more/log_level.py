# topic: parsing
# difficulty: easy

# %% prompt
def log_level(line: str) -> str:
    """Return the level of a log line: the text before the first ":".

    >>> log_level("ERROR: disk full")
    'ERROR'
    """
# %% solution
    return line.split(":")[0]

# %% visible
assert log_level("ERROR: disk full") == "ERROR"

# %% base
def test_base_info(self):
    self.assertEqual(log_level("INFO: started"), "INFO")

def test_base_warning(self):
    self.assertEqual(log_level("WARNING: hot"), "WARNING")

# %% plus
def test_plus_two_colons(self):
    self.assertEqual(log_level("ERROR: a: b"), "ERROR")

def test_plus_nothing_after_it(self):
    self.assertEqual(log_level("DEBUG:"), "DEBUG")

# %% wrong first_word
# why: takes the first word with its colon
def log_level(line):
    return line.split()[0]

# %% wrong last_colon (passes base)
# why: takes the text before the last colon
def log_level(line):
    return line.rsplit(":", 1)[0]
