# topic: dates
# difficulty: easy

# %% prompt
def describe_wait(seconds: int) -> str:
    """Say how long a wait is, with its two largest units.

    The units are d, h, m and s. The largest unit that is not zero is written, and the next
    smaller one if that is not zero either; everything below is dropped, not rounded. Zero
    is "now". A negative number is the same with "-" in front.

    >>> describe_wait(93784)
    '1d 2h'
    >>> describe_wait(3605)
    '1h'
    """
# %% solution
    if seconds == 0:
        return "now"
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    amounts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        amount, rest = divmod(rest, size)
        if amounts or amount:
            amounts.append((amount, unit))
    return sign + " ".join(f"{amount}{unit}" for amount, unit in amounts[:2] if amount)

# %% visible
assert describe_wait(93784) == "1d 2h"
assert describe_wait(3605) == "1h"

# %% base
def test_base_seconds_and_minutes(self):
    self.assertEqual(describe_wait(45), "45s")
    self.assertEqual(describe_wait(125), "2m 5s")

def test_base_days(self):
    self.assertEqual(describe_wait(2 * 86400 + 3 * 3600 + 59), "2d 3h")

def test_base_now(self):
    self.assertEqual(describe_wait(0), "now")

# %% plus
def test_plus_a_gap_is_not_filled(self):
    self.assertEqual(describe_wait(86400 + 5), "1d")
    self.assertEqual(describe_wait(86400 + 120), "1d")
    self.assertEqual(describe_wait(7200 + 1), "2h")

def test_plus_dropped_not_rounded(self):
    self.assertEqual(describe_wait(3600 + 59 * 60 + 59), "1h 59m")

def test_plus_negative(self):
    self.assertEqual(describe_wait(-90), "-1m 30s")
    self.assertEqual(describe_wait(-1), "-1s")

def test_plus_borders(self):
    self.assertEqual(describe_wait(60), "1m")
    self.assertEqual(describe_wait(86399), "23h 59m")

# %% wrong all_units
# why: writes every unit that is not zero
def describe_wait(seconds):
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount}{unit}")
    return " ".join(parts) or "now"

# %% wrong two_nonzero_units (passes base)
# why: takes the two largest units that are not zero, even with a gap between them
def describe_wait(seconds):
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount}{unit}")
    return sign + " ".join(parts[:2]) or "now"

# %% wrong negative_divmod (passes base)
# why: floor division of a negative number gives minus one day and the rest
def describe_wait(seconds):
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        amount, seconds = divmod(seconds, size)
        if parts or amount:
            parts.append((amount, unit))
    return " ".join(f"{a}{u}" for a, u in parts[:2] if a) or "now"
