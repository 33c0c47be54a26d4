# topic: regex
# difficulty: medium

# %% prompt
import re


def newest_version(text: str):
    """Find the newest version number named in a text.

    A version is three whole numbers with dots between them, optionally with a "v" directly in
    front. It stands alone: no letter, digit, underscore or further dotted number may touch it
    (a full stop at the end of a sentence may). Return the newest as "1.10.0", without the "v",
    or None when there is no version.

    >>> newest_version("from v1.9.2 to v1.10.0.")
    '1.10.0'
    """
# %% solution
    found = re.findall(r"(?<![\w.])v?(\d+\.\d+\.\d+)(?!\w|\.\w)", text, re.ASCII)
    return max(found, key=lambda version: [int(part) for part in version.split(".")], default=None)

# %% visible
assert newest_version("from v1.9.2 to v1.10.0.") == "1.10.0"

# %% base
def test_base_one(self):
    self.assertEqual(newest_version("release 2.0.1 is out"), "2.0.1")

def test_base_several(self):
    self.assertEqual(newest_version("1.2.3, 3.2.1 and 2.9.9"), "3.2.1")

def test_base_none(self):
    self.assertIsNone(newest_version("no version here, only 1.2"))

# %% plus
def test_plus_numbers_not_texts(self):
    self.assertEqual(newest_version("1.9.0 1.10.0"), "1.10.0")
    self.assertEqual(newest_version("10.0.0 9.9.9"), "10.0.0")

def test_plus_addresses_are_not_versions(self):
    self.assertIsNone(newest_version("host 192.168.0.1"))
    self.assertEqual(newest_version("host 192.168.0.1 runs 1.0.0"), "1.0.0")

def test_plus_touching_letters(self):
    self.assertIsNone(newest_version("1.2.3rc1 x1.2.3 1.2.3_4"))

def test_plus_end_of_a_sentence(self):
    self.assertEqual(newest_version("Use v1.2.3. Not v1.2.2!"), "1.2.3")

# %% wrong text_order (passes base)
# why: compares versions as texts, where 1.9.0 is larger than 1.10.0
def newest_version(text):
    found = re.findall(r"(?<![\w.])v?(\d+\.\d+\.\d+)(?![\w]|\.\w)", text)
    return max(found, default=None)

# %% wrong no_borders (passes base)
# why: finds three numbers inside an address or a longer word
def newest_version(text):
    found = re.findall(r"\d+\.\d+\.\d+", text)
    return max(found, key=lambda v: [int(p) for p in v.split(".")], default=None)

# %% wrong last_named
# why: takes the last version of the text for the newest
def newest_version(text):
    found = re.findall(r"\bv?(\d+\.\d+\.\d+)\b", text)
    return found[-1] if found else None
