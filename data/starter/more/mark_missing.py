# topic: text
# difficulty: easy

# %% prompt
def mark_missing(answers: list) -> list:
    """Return a list in which every empty text is replaced by "-".

    >>> mark_missing(["yes", "", "no"])
    ['yes', '-', 'no']
    """
# %% solution
    return [answer if answer != "" else "-" for answer in answers]

# %% visible
assert mark_missing(["yes", "", "no"]) == ['yes', '-', 'no']

# %% base
def test_base_some(self):
    self.assertEqual(mark_missing(["", "a"]), ["-", "a"])

def test_base_none(self):
    self.assertEqual(mark_missing(["a", "b"]), ["a", "b"])

# %% plus
def test_plus_all(self):
    self.assertEqual(mark_missing(["", ""]), ["-", "-"])

def test_plus_space_is_no_empty_text(self):
    self.assertEqual(mark_missing([" ", ""]), [" ", "-"])

def test_plus_list_is_not_changed(self):
    answers = [""]
    mark_missing(answers)
    self.assertEqual(answers, [""])

# %% wrong strips (passes base)
# why: takes a space for an empty text
def mark_missing(answers):
    return [answer if answer.strip() else "-" for answer in answers]

# %% wrong drops_them
# why: leaves them out
def mark_missing(answers):
    return [answer for answer in answers if answer]

# %% wrong in_place (passes base)
# why: changes the given list
def mark_missing(answers):
    for i, answer in enumerate(answers):
        if answer == "":
            answers[i] = "-"
    return answers
