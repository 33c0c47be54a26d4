# topic: parsing
# difficulty: easy

# %% prompt
def parse_pair(text: str) -> tuple:
    """Read a setting such as "speed=40" as its name and its number.

    >>> parse_pair("speed=40")
    ('speed', 40)
    """
# %% solution
    name, number = text.split("=")
    return name, int(number)

# %% visible
assert parse_pair("speed=40") == ('speed', 40)

# %% base
def test_base_short(self):
    self.assertEqual(parse_pair("a=1"), ("a", 1))

def test_base_long(self):
    self.assertEqual(parse_pair("width=1024"), ("width", 1024))

# %% plus
def test_plus_negative(self):
    self.assertEqual(parse_pair("offset=-7"), ("offset", -7))

def test_plus_spaces_around_the_number(self):
    self.assertEqual(parse_pair("x= 5 "), ("x", 5))

# %% wrong text_value
# why: leaves the number a text
def parse_pair(text):
    name, number = text.split("=")
    return name, number

# %% wrong digits_only (passes base)
# why: drops everything that is no digit
def parse_pair(text):
    name, number = text.split("=")
    return name, int("".join(c for c in number if c.isdigit()))
