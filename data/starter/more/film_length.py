# topic: dates
# difficulty: easy

# %% prompt
def film_length(minutes: int) -> str:
    """Write the length of a film as hours and minutes, such as "2 h 5 min".

    A film shorter than an hour is written in minutes only.

    >>> film_length(125)
    '2 h 5 min'
    """
# %% solution
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"

# %% visible
assert film_length(125) == "2 h 5 min"

# %% base
def test_base_long(self):
    self.assertEqual(film_length(95), "1 h 35 min")

def test_base_short(self):
    self.assertEqual(film_length(12), "12 min")

# %% plus
def test_plus_whole_hours(self):
    self.assertEqual(film_length(120), "2 h 0 min")

def test_plus_one_hour(self):
    self.assertEqual(film_length(60), "1 h 0 min")

def test_plus_nothing(self):
    self.assertEqual(film_length(0), "0 min")

# %% wrong sixty_is_short (passes base)
# why: sixty minutes are written in minutes only
def film_length(minutes):
    return f"{minutes // 60} h {minutes % 60} min" if minutes > 60 else f"{minutes} min"

# %% wrong always_hours
# why: writes 0 h for short films
def film_length(minutes):
    return f"{minutes // 60} h {minutes % 60} min"
