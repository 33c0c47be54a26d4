# topic: classes
# difficulty: easy

# %% prompt
class PhoneBook:
    """A phone book that finds names by their beginning.

    add(name, number) stores a number; a name that is already there, in any case of its
    letters, gets the new number and the new spelling. find(start) returns (name, number) pairs
    of the names that begin with `start`, in any case, sorted by the lower-case name. len(book)
    is the number of names, and `name in book` ignores case too.

    >>> book = PhoneBook()
    >>> book.add("Ann", "1")
    >>> book.add("andy", "2")
    >>> book.find("AN")
    [('andy', '2'), ('Ann', '1')]
    """
# %% solution
    def __init__(self):
        self._entries = {}

    def add(self, name, number):
        self._entries[name.lower()] = (name, number)

    def find(self, start):
        start = start.lower()
        return [self._entries[key] for key in sorted(self._entries) if key.startswith(start)]

    def __len__(self):
        return len(self._entries)

    def __contains__(self, name):
        return name.lower() in self._entries

# %% visible
book = PhoneBook(); book.add("Ann", "1"); book.add("andy", "2")
assert book.find("AN") == [("andy", "2"), ("Ann", "1")]

# %% base
def make(self, *names):
    book = PhoneBook()
    for number, name in enumerate(names):
        book.add(name, str(number))
    return book

def test_base_find(self):
    self.assertEqual(self.make("Bob", "Ben", "Al").find("B"), [("Ben", "1"), ("Bob", "0")])

def test_base_nothing_found(self):
    self.assertEqual(self.make("Bob").find("x"), [])

def test_base_length_and_in(self):
    book = self.make("Bob", "Ben")
    self.assertEqual(len(book), 2)
    self.assertTrue("Bob" in book)
    self.assertFalse("Al" in book)

# %% plus
def test_plus_case_is_ignored(self):
    book = self.make("McRae", "MACK")
    self.assertEqual(book.find("m"), [("MACK", "1"), ("McRae", "0")])
    self.assertTrue("mcrae" in book)

def test_plus_new_number_and_spelling(self):
    book = self.make("bob", "BOB", "Bob")
    self.assertEqual(len(book), 1)
    self.assertEqual(book.find("b"), [("Bob", "2")])

def test_plus_beginning_only(self):
    self.assertEqual(self.make("Bob", "Jacob").find("ob"), [])

def test_plus_everything(self):
    self.assertEqual([n for n, _ in self.make("b", "C", "a").find("")], ["a", "b", "C"])

def test_plus_a_part_is_not_a_name(self):
    self.assertFalse("Bo" in self.make("Bob"))

def test_plus_books_are_apart(self):
    self.make("Bob")
    self.assertEqual(len(PhoneBook()), 0)

# %% wrong sorted_by_spelling (passes base)
# why: capital letters sort before all small ones
class PhoneBook:
    def __init__(self):
        self.numbers = {}
    def add(self, name, number):
        self.numbers[name] = number
    def find(self, start):
        return sorted(p for p in self.numbers.items() if p[0].lower().startswith(start.lower()))
    def __len__(self):
        return len(self.numbers)
    def __contains__(self, name):
        return name in self.numbers

# %% wrong keeps_the_first_spelling (passes base)
# why: the old spelling stays when a name is added again
class PhoneBook:
    def __init__(self):
        self.names, self.numbers = {}, {}
    def add(self, name, number):
        self.names.setdefault(name.lower(), name)
        self.numbers[name.lower()] = number
    def find(self, start):
        return [(self.names[k], self.numbers[k]) for k in sorted(self.names) if k.startswith(start.lower())]
    def __len__(self):
        return len(self.names)
    def __contains__(self, name):
        return name.lower() in self.names

# %% wrong anywhere
# why: finds the text anywhere in a name and returns names only
class PhoneBook:
    def __init__(self):
        self.entries = {}
    def add(self, name, number):
        self.entries[name.lower()] = (name, number)
    def find(self, start):
        return [self.entries[k][0] for k in sorted(self.entries) if start.lower() in k]
    def __len__(self):
        return len(self.entries)
    def __contains__(self, name):
        return bool(self.find(name))
