# topic: parsing
# difficulty: easy

# %% prompt
def mail_user(address: str) -> str:
    """Return the part of an e-mail address before the "@".

    >>> mail_user("ann@example.org")
    'ann'
    """
# %% solution
    return address.split("@")[0]

# %% visible
assert mail_user("ann@example.org") == "ann"

# %% base
def test_base_short(self):
    self.assertEqual(mail_user("bo@x.org"), "bo")

def test_base_long(self):
    self.assertEqual(mail_user("maria@mail.example.com"), "maria")

# %% plus
def test_plus_dot(self):
    self.assertEqual(mail_user("ann.lee@x.org"), "ann.lee")

def test_plus_digits_and_signs(self):
    self.assertEqual(mail_user("a+b_9@x.org"), "a+b_9")

# %% wrong domain
# why: returns the part after it
def mail_user(address):
    return address.split("@")[1]

# %% wrong word (passes base)
# why: returns the letters at the start
def mail_user(address):
    import re
    return re.match(r"[a-z0-9]+", address)[0]
