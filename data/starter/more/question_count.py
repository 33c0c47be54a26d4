# topic: text
# difficulty: easy

# %% prompt
def question_count(lines: list) -> int:
    """Count the lines that are questions: those that end with "?", spaces after it ignored.

    >>> question_count(["Who is it?", "Me.", "Who?  "])
    2
    """
# %% solution
    return sum(line.rstrip().endswith("?") for line in lines)

# %% visible
assert question_count(["Who is it?", "Me.", "Who?  "]) == 2

# %% base
def test_base_some(self):
    self.assertEqual(question_count(["Why?", "Because.", "Really?"]), 2)

def test_base_none(self):
    self.assertEqual(question_count(["Yes.", "No."]), 0)

# %% plus
def test_plus_mark_in_the_middle(self):
    self.assertEqual(question_count(["Why? I said so.", "Is it?"]), 1)

def test_plus_spaces_and_empty_lines(self):
    self.assertEqual(question_count(["Now? ", "", "  "]), 1)

# %% wrong anywhere (passes base)
# why: counts lines that hold a question mark anywhere
def question_count(lines):
    return sum("?" in line for line in lines)

# %% wrong counts_marks
# why: raises on empty lines and looks at the first character
def question_count(lines):
    return sum(line[0] == "?" for line in lines)
