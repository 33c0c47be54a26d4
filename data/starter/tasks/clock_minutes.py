# topic: dates
# difficulty: medium

# %% prompt
def clock_minutes(text: str) -> int:
    """Read a time of day on the 12-hour clock as minutes after midnight.

    Accepted are "7:05 pm", "7:05PM", "7 pm" and the like: an hour from 1 to 12, optionally a
    colon and two digits of minutes, optionally spaces, then am or pm in any case; spaces around
    the whole are ignored. 12 am is midnight and 12 pm is noon. Anything else raises ValueError.

    >>> clock_minutes("7:05 pm")
    1145
    """
# %% solution
    import re

    match = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))? *([ap])m", text.strip().lower())
    if not match:
        raise ValueError(f"not a time: {text!r}")
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise ValueError(f"no such time: {text!r}")
    return (hour % 12 + (12 if match[3] == "p" else 0)) * 60 + minute

# %% visible
assert clock_minutes("7:05 pm") == 1145

# %% base
def test_base_morning_and_evening(self):
    self.assertEqual(clock_minutes("9:30 am"), 570)
    self.assertEqual(clock_minutes("9:30 pm"), 1290)

def test_base_without_minutes(self):
    self.assertEqual(clock_minutes("7 pm"), 1140)

def test_base_nonsense(self):
    with self.assertRaises(ValueError):
        clock_minutes("soon")

# %% plus
def test_plus_midnight_and_noon(self):
    self.assertEqual(clock_minutes("12 am"), 0)
    self.assertEqual(clock_minutes("12:30 am"), 30)
    self.assertEqual(clock_minutes("12 pm"), 720)
    self.assertEqual(clock_minutes("12:59 pm"), 779)

def test_plus_case_and_spaces(self):
    self.assertEqual(clock_minutes("  7:05PM "), 1145)
    self.assertEqual(clock_minutes("11am"), 660)

def test_plus_out_of_range(self):
    for text in ("0:30 am", "13 pm", "7:60 pm", "7:5 pm", "7:05", "7: pm", "7:05 pm x", ""):
        with self.assertRaises(ValueError, msg=text):
            clock_minutes(text)

# %% wrong noon_is_midnight (passes base)
# why: adds twelve hours to every pm, so noon becomes 24:00 and midnight becomes noon
def clock_minutes(text):
    text = text.strip().lower()
    half = text[-2:]
    hour, _, minute = text[:-2].strip().partition(":")
    if half not in ("am", "pm"):
        raise ValueError(text)
    return (int(hour) + (12 if half == "pm" else 0)) * 60 + int(minute or 0)

# %% wrong needs_minutes
# why: raises when the minutes are left out
def clock_minutes(text):
    from datetime import datetime
    t = datetime.strptime(text.strip().upper(), "%I:%M %p")
    return t.hour * 60 + t.minute
