# topic: text
# difficulty: easy

# %% prompt
def squeeze_label(text: str, width: int) -> str:
    """Shorten a label to at most `width` characters by replacing its middle by one "~".

    A label that already fits is returned as it is. Otherwise the result has exactly `width`
    characters: the start of the label, one "~", and the end of the label. When the kept
    characters cannot be shared evenly, the start gets one more than the end.
    A width below 1 raises ValueError.

    >>> squeeze_label("quarterly-report", 8)
    'quar~ort'
    """
# %% solution
    if width < 1:
        raise ValueError(f"width must be at least 1: {width}")
    if len(text) <= width:
        return text
    tail = (width - 1) // 2
    head = width - 1 - tail
    return text[:head] + "~" + text[len(text) - tail :]

# %% visible
assert squeeze_label("quarterly-report", 8) == "quar~ort"

# %% base
def test_base_odd_room(self):
    self.assertEqual(squeeze_label("abcdefghij", 6), "abc~ij")

def test_base_even_room(self):
    self.assertEqual(squeeze_label("abcdefghij", 5), "ab~ij")

def test_base_short_label_is_kept(self):
    self.assertEqual(squeeze_label("abc", 10), "abc")

def test_base_bad_width(self):
    with self.assertRaises(ValueError):
        squeeze_label("abc", 0)

# %% plus
def test_plus_exact_fit_is_kept(self):
    self.assertEqual(squeeze_label("abcde", 5), "abcde")

def test_plus_tiny_widths(self):
    self.assertEqual(squeeze_label("abcde", 1), "~")
    self.assertEqual(squeeze_label("abcde", 2), "a~")

def test_plus_empty_label(self):
    self.assertEqual(squeeze_label("", 3), "")

# %% wrong extra_to_the_end
# why: gives the odd character to the end instead of the start
def squeeze_label(text, width):
    if width < 1:
        raise ValueError(width)
    if len(text) <= width:
        return text
    head = (width - 1) // 2
    tail = width - 1 - head
    return text[:head] + "~" + text[len(text) - tail :]

# %% wrong negative_zero_slice (passes base)
# why: text[-0:] is the whole text, so widths 1 and 2 grow the label
def squeeze_label(text, width):
    if width < 1:
        raise ValueError(width)
    if len(text) <= width:
        return text
    tail = (width - 1) // 2
    return text[: width - 1 - tail] + "~" + text[-tail:]

# %% wrong shortens_exact_fit (passes base)
# why: compares with < and so shortens a label that fits exactly
def squeeze_label(text, width):
    if width < 1:
        raise ValueError(width)
    if len(text) < width:
        return text
    tail = (width - 1) // 2
    return text[: width - 1 - tail] + "~" + text[len(text) - tail :]
