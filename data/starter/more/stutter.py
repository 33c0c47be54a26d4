# topic: text
# difficulty: easy

# %% prompt
def stutter(word: str, times: int) -> str:
    """Write a word with its first letter said `times` times before it, joined by hyphens.

    >>> stutter("bad", 2)
    'b-b-bad'
    """
# %% solution
    return (word[0] + "-") * times + word

# %% visible
assert stutter("bad", 2) == "b-b-bad"

# %% base
def test_base_once(self):
    self.assertEqual(stutter("no", 1), "n-no")

def test_base_three(self):
    self.assertEqual(stutter("maybe", 3), "m-m-m-maybe")

# %% plus
def test_plus_never(self):
    self.assertEqual(stutter("calm", 0), "calm")

def test_plus_capital(self):
    self.assertEqual(stutter("Yes", 1), "Y-Yes")

# %% wrong at_least_once (passes base)
# why: says the first letter once even for 0
def stutter(word, times):
    return (word[0] + "-") * max(times, 1) + word

# %% wrong whole_word
# why: repeats the whole word
def stutter(word, times):
    return "-".join([word] * (times + 1))
