# topic: csv and json
# difficulty: hard

# %% prompt
def json_lookup(document, pointer: str):
    """Follow a JSON pointer into a document and return what it points to.

    A pointer is "" (the whole document) or a "/" and a step for every level. A step is a
    key of a dictionary or a position in a list, counted from 0 and written without leading
    zeros. In a step, "~1" stands for "/" and "~0" for "~". A pointer that does not start with
    "/", a missing key, a position outside the list or a step into a plain value raises
    LookupError.

    >>> json_lookup({"a": [10, {"b/c": 20}]}, "/a/1/b~1c")
    20
    """
# %% solution
    if pointer and not pointer.startswith("/"):
        raise LookupError(f"a pointer starts with '/': {pointer!r}")
    for step in pointer.split("/")[1:]:
        # "~1" first: "~01" means the two characters "~1".
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            plain = key.isascii() and key.isdigit() and str(int(key)) == key
            if not plain or int(key) >= len(document):
                raise LookupError(f"no position {key!r}")
            document = document[int(key)]
        elif isinstance(document, dict) and key in document:
            document = document[key]
        else:
            raise LookupError(f"no key {key!r}")
    return document

# %% visible
assert json_lookup({"a": [10, {"b/c": 20}]}, "/a/1/b~1c") == 20

# %% base
def test_base_keys(self):
    self.assertEqual(json_lookup({"a": {"b": 5}}, "/a/b"), 5)

def test_base_positions(self):
    self.assertEqual(json_lookup({"a": [1, 2, 3]}, "/a/2"), 3)

def test_base_whole_document(self):
    self.assertEqual(json_lookup([1], ""), [1])

def test_base_missing(self):
    with self.assertRaises(LookupError):
        json_lookup({"a": 1}, "/b")
    with self.assertRaises(LookupError):
        json_lookup([1], "/1")

# %% plus
def test_plus_order_of_the_escapes(self):
    self.assertEqual(json_lookup({"~1": "tilde one", "/": "slash"}, "/~01"), "tilde one")
    self.assertEqual(json_lookup({"m~n": 8}, "/m~0n"), 8)

def test_plus_empty_key(self):
    self.assertEqual(json_lookup({"": {"": 3}}, "//"), 3)

def test_plus_digits_as_a_key(self):
    self.assertEqual(json_lookup({"0": "zero"}, "/0"), "zero")

def test_plus_bad_positions(self):
    for pointer in ("/-1", "/01", "/x", "/", "/1_0"):
        with self.assertRaises(LookupError, msg=pointer):
            json_lookup(list(range(20)), pointer)

def test_plus_step_into_a_plain_value(self):
    for pointer in ("/a/0", "/a/b", "a"):
        with self.assertRaises(LookupError, msg=pointer):
            json_lookup({"a": "text"}, pointer)

def test_plus_a_null_that_is_there(self):
    self.assertIsNone(json_lookup({"a": None}, "/a"))

# %% wrong escapes_swapped (passes base)
# why: replaces ~0 first, so ~01 becomes a slash
def json_lookup(document, pointer):
    if pointer and pointer[0] != "/":
        raise LookupError(pointer)
    for step in pointer.split("/")[1:]:
        key = step.replace("~0", "~").replace("~1", "/")
        if isinstance(document, list):
            if not key.isdigit() or str(int(key)) != key:
                raise LookupError(key)
            document = document[int(key)]
        elif isinstance(document, dict):
            document = document[key]
        else:
            raise LookupError(key)
    return document

# %% wrong python_indexing (passes base)
# why: Python's own indexing takes negative positions, leading zeros and single letters of texts
def json_lookup(document, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        document = document[step] if isinstance(document, dict) else document[int(step)]
    return document

# %% wrong strips_the_slash
# why: cannot tell the whole document from the empty key
def json_lookup(document, pointer):
    for step in pointer.strip("/").split("/"):
        document = document[int(step) if isinstance(document, list) else step]
    return document
