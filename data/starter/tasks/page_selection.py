# topic: text
# difficulty: hard

# %% prompt
def page_selection(text: str, last: int) -> list:
    """Read a printer's page selection such as "2-4,7,9-".

    Parts are separated by commas and may have spaces around them: a single page, a range with
    both ends included, an open range "9-" (up to page `last`) or "-3" (from page 1). Pages
    beyond `last` are left out without an error. Each page appears once, where it is first
    named. An empty part, page 0, a range that runs backwards or anything else raises ValueError.

    >>> page_selection("2-4, 7", 10)
    [2, 3, 4, 7]
    >>> page_selection("5-,1", 6)
    [5, 6, 1]
    """
# %% solution
    pages = []
    for part in text.split(","):
        start, dash, end = part.strip().partition("-")
        start, end = start.strip(), end.strip()
        if not start and not end:
            raise ValueError(f"no page in {part!r}")
        for number in (start, end):
            if number and not (number.isascii() and number.isdigit() and int(number) > 0):
                raise ValueError(f"not a page: {number!r}")
        first = int(start) if start else 1
        if not dash:
            final = first
        elif end:
            final = int(end)
            if final < first:
                raise ValueError(f"the range runs backwards: {part!r}")
        else:
            final = last
        for page in range(first, min(final, last) + 1):
            if page not in pages:
                pages.append(page)
    return pages

# %% visible
assert page_selection("2-4, 7", 10) == [2, 3, 4, 7]
assert page_selection("5-,1", 6) == [5, 6, 1]

# %% base
def test_base_single_pages(self):
    self.assertEqual(page_selection("3,1,2", 9), [3, 1, 2])

def test_base_ranges(self):
    self.assertEqual(page_selection("1-3,8-9", 9), [1, 2, 3, 8, 9])

def test_base_open_ends(self):
    self.assertEqual(page_selection("-2,8-", 9), [1, 2, 8, 9])

def test_base_nonsense(self):
    with self.assertRaises(ValueError):
        page_selection("a-b", 9)

# %% plus
def test_plus_repeats_keep_their_first_place(self):
    self.assertEqual(page_selection("4,1-5", 9), [4, 1, 2, 3, 5])

def test_plus_beyond_the_last_page(self):
    self.assertEqual(page_selection("3-99,50", 5), [3, 4, 5])
    self.assertEqual(page_selection("7-", 5), [])

def test_plus_errors(self):
    for text in ("", "1,,2", "4-2", "0", "-", "1-2-3", "-0", "1.5"):
        with self.assertRaises(ValueError, msg=text):
            page_selection(text, 9)

# %% wrong end_excluded
# why: leaves the end of a range out
def page_selection(text, last):
    pages = []
    for part in text.split(","):
        if "-" in part:
            a, b = part.split("-")
            pages += range(int(a or 1), int(b or last))
        else:
            pages.append(int(part))
    return pages

# %% wrong no_checks (passes base)
# why: repeats pages, prints pages that do not exist and accepts backward ranges
def page_selection(text, last):
    pages = []
    for part in text.split(","):
        if "-" in part:
            a, b = part.split("-")
            pages += range(int(a.strip() or 1), int(b.strip() or last) + 1)
        else:
            pages.append(int(part))
    return pages

# %% wrong sorted_set
# why: a sorted set loses the order in which pages were named
def page_selection(text, last):
    pages = set()
    for part in text.split(","):
        part = part.strip()
        if "-" in part:
            a, b = part.split("-")
            pages.update(range(int(a or 1), int(b or last) + 1))
        else:
            pages.add(int(part))
    return sorted(p for p in pages if 1 <= p <= last)
