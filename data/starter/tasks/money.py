# topic: classes
# difficulty: medium

# %% prompt
from functools import total_ordering


@total_ordering
class Money:
    """An amount of money in one currency; Money objects are values and never change.

    Money(cents, currency) takes a whole number of cents. `cents` and `currency` can be read,
    and setting them raises AttributeError. Equal amounts of the same currency are equal and
    have the same hash; Money is never equal to anything else. +, - and < and the like work
    between amounts of one currency and raise ValueError between two currencies.
    str(Money(-1250, "EUR")) is "-12.50 EUR". split(parts) returns that many Money objects
    that differ by at most one cent, larger amounts first, with the same sum.

    >>> str(Money(1999, "EUR") + Money(1, "EUR"))
    '20.00 EUR'
    """
# %% solution
    __slots__ = ("_cents", "_currency")

    def __init__(self, cents, currency):
        self._cents = cents
        self._currency = currency

    @property
    def cents(self):
        return self._cents

    @property
    def currency(self):
        return self._currency

    def _same(self, other):
        if self._currency != other._currency:
            raise ValueError(f"two currencies: {self._currency} and {other._currency}")

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self._cents, self._currency) == (other._cents, other._currency)

    def __hash__(self):
        return hash((self._cents, self._currency))

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return self._cents < other._cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(self._cents + other._cents, self._currency)

    def __sub__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(self._cents - other._cents, self._currency)

    def __str__(self):
        sign = "-" if self._cents < 0 else ""
        whole, cents = divmod(abs(self._cents), 100)
        return f"{sign}{whole}.{cents:02} {self._currency}"

    def split(self, parts):
        share, rest = divmod(self._cents, parts)
        return [Money(share + (place < rest), self._currency) for place in range(parts)]

# %% visible
def test_visible_example(self):
    self.assertEqual(str(Money(1999, "EUR") + Money(1, "EUR")), "20.00 EUR")

# %% base
def test_base_adding(self):
    self.assertEqual(Money(150, "EUR") + Money(250, "EUR"), Money(400, "EUR"))
    self.assertEqual(Money(150, "EUR") - Money(50, "EUR"), Money(100, "EUR"))

def test_base_text(self):
    self.assertEqual(str(Money(1250, "USD")), "12.50 USD")

def test_base_order(self):
    self.assertTrue(Money(1, "EUR") < Money(2, "EUR"))
    self.assertTrue(Money(2, "EUR") >= Money(2, "EUR"))

def test_base_two_currencies(self):
    with self.assertRaises(ValueError):
        Money(1, "EUR") + Money(1, "USD")

def test_base_split(self):
    self.assertEqual(Money(90, "EUR").split(3), [Money(30, "EUR")] * 3)

# %% plus
def test_plus_hash(self):
    self.assertEqual(len({Money(1, "EUR"), Money(1, "EUR"), Money(1, "USD")}), 2)

def test_plus_equal_to_nothing_else(self):
    self.assertFalse(Money(1, "EUR") == 1)
    self.assertFalse(Money(1, "EUR") == (1, "EUR"))
    self.assertTrue(Money(1, "EUR") != Money(1, "USD"))

def test_plus_text_of_small_and_negative_amounts(self):
    self.assertEqual(str(Money(5, "EUR")), "0.05 EUR")
    self.assertEqual(str(Money(-5, "EUR")), "-0.05 EUR")
    self.assertEqual(str(Money(-1250, "EUR")), "-12.50 EUR")

def test_plus_no_setting(self):
    amount = Money(1, "EUR")
    for name, value in (("cents", 2), ("currency", "USD")):
        with self.assertRaises(AttributeError):
            setattr(amount, name, value)

def test_plus_uneven_split(self):
    self.assertEqual([m.cents for m in Money(100, "EUR").split(3)], [34, 33, 33])
    self.assertEqual([m.cents for m in Money(2, "EUR").split(4)], [1, 1, 0, 0])
    self.assertEqual([m.cents for m in Money(-100, "EUR").split(3)], [-33, -33, -34])

def test_plus_order_between_currencies(self):
    with self.assertRaises(ValueError):
        Money(1, "EUR") < Money(2, "USD")

# %% wrong mutable (passes base)
# why: plain attributes can be set, and without __hash__ the objects cannot be in a set
@total_ordering
class Money:
    def __init__(self, cents, currency):
        self.cents, self.currency = cents, currency
    def check(self, other):
        if self.currency != other.currency:
            raise ValueError(other.currency)
    def __eq__(self, other):
        return isinstance(other, Money) and vars(self) == vars(other)
    def __lt__(self, other):
        self.check(other)
        return self.cents < other.cents
    def __add__(self, other):
        self.check(other)
        return Money(self.cents + other.cents, self.currency)
    def __sub__(self, other):
        self.check(other)
        return Money(self.cents - other.cents, self.currency)
    def __str__(self):
        return f"{self.cents / 100:.2f} {self.currency}"
    def split(self, parts):
        share, rest = divmod(self.cents, parts)
        return [Money(share + (i < rest), self.currency) for i in range(parts)]

# %% wrong loses_cents (passes base)
# why: splitting drops the cents that cannot be shared evenly, and -12.50 is written -13.50
@total_ordering
class Money(tuple):
    def __new__(cls, cents, currency):
        return super().__new__(cls, (cents, currency))
    cents = property(lambda self: self[0])
    currency = property(lambda self: self[1])
    def check(self, other):
        if self.currency != other.currency:
            raise ValueError(other.currency)
    def __lt__(self, other):
        self.check(other)
        return self.cents < other.cents
    def __add__(self, other):
        self.check(other)
        return Money(self.cents + other.cents, self.currency)
    def __sub__(self, other):
        self.check(other)
        return Money(self.cents - other.cents, self.currency)
    def __str__(self):
        return f"{self.cents // 100}.{self.cents % 100:02} {self.currency}"
    def split(self, parts):
        return [Money(self.cents // parts, self.currency)] * parts

# %% wrong ignores_currency
# why: adds amounts of different currencies
@total_ordering
class Money:
    def __init__(self, cents, currency):
        self.cents, self.currency = cents, currency
    def __eq__(self, other):
        return self.cents == other.cents
    def __lt__(self, other):
        return self.cents < other.cents
    def __add__(self, other):
        return Money(self.cents + other.cents, self.currency)
    def __sub__(self, other):
        return Money(self.cents - other.cents, self.currency)
    def __str__(self):
        return f"{self.cents / 100:.2f} {self.currency}"
    def split(self, parts):
        return [Money(self.cents // parts, self.currency)] * parts
