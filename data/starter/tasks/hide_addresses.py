# topic: regex
# difficulty: medium

# %% prompt
import re


def hide_addresses(text: str) -> str:
    """Hide the e-mail addresses of a text.

    An address is a name (letters, digits and . _ + -), an "@", and a domain of two or more
    parts (letters, digits and -) with dots between them. The name keeps its first character
    and everything after it becomes "***"; the domain stays. A full stop that ends a sentence
    belongs neither to the address nor disappears. Everything else stays as it is.

    >>> hide_addresses("Write to ann.lee@mail.example.org.")
    'Write to a***@mail.example.org.'
    """
# %% solution
    return re.sub(
        r"([A-Za-z0-9._+-])[A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
        r"\1***\2",
        text,
    )

# %% visible
assert hide_addresses("Write to ann.lee@mail.example.org.") == "Write to a***@mail.example.org."

# %% base
def test_base_one(self):
    self.assertEqual(hide_addresses("bob@site.com"), "b***@site.com")

def test_base_in_a_sentence(self):
    self.assertEqual(hide_addresses("ask bob@site.com today"), "ask b***@site.com today")

def test_base_none(self):
    self.assertEqual(hide_addresses("nothing here"), "nothing here")

# %% plus
def test_plus_two_addresses(self):
    self.assertEqual(hide_addresses("ann@a.org,bo@b.org"), "a***@a.org,b***@b.org")

def test_plus_one_letter_name(self):
    self.assertEqual(hide_addresses("x@y.net"), "x***@y.net")

def test_plus_signs_in_the_name(self):
    self.assertEqual(hide_addresses("<j.d+news_1@x-y.co.uk>"), "<j***@x-y.co.uk>")

def test_plus_not_an_address(self):
    self.assertEqual(hide_addresses("me@home, @you.com, 5 @ 2.50"), "me@home, @you.com, 5 @ 2.50")

def test_plus_line_breaks(self):
    self.assertEqual(hide_addresses("a1@b.c\nd2@e.f."), "a***@b.c\nd***@e.f.")

# %% wrong letters_only (passes base)
# why: the name may hold dots, plus signs and more; only its last piece is hidden
def hide_addresses(text):
    return re.sub(r"(\w)\w*(@[\w-]+(?:\.[\w-]+)+)", r"\1***\2", text)

# %% wrong any_non_space (passes base)
# why: everything up to the next space is taken for the address
def hide_addresses(text):
    return re.sub(r"(\S)\S*@(\S+)", r"\1***@\2", text)

# %% wrong needs_two_letters (passes base)
# why: names of one letter are not found, and a domain without a dot is
def hide_addresses(text):
    return re.sub(r"([\w.+-])[\w.+-]+(@[\w-]+(?:\.[\w-]+)*)", r"\1***\2", text)
