# topic: text
# difficulty: easy

# %% prompt
def greeting_card(name: str, age: int) -> str:
    """Return the text of a birthday card.

    >>> greeting_card("Mia", 7)
    'Happy birthday, Mia! You are 7 years old.'
    """
# %% solution
    return f"Happy birthday, {name}! You are {age} years old."

# %% visible
assert greeting_card("Mia", 7) == "Happy birthday, Mia! You are 7 years old."

# %% base
def test_base_child(self):
    self.assertEqual(greeting_card("Ben", 5), "Happy birthday, Ben! You are 5 years old.")

def test_base_adult(self):
    self.assertEqual(greeting_card("Ann", 40), "Happy birthday, Ann! You are 40 years old.")

# %% plus
def test_plus_two_names(self):
    self.assertEqual(greeting_card("Eva Lee", 9),
                     "Happy birthday, Eva Lee! You are 9 years old.")

def test_plus_small_letters_stay(self):
    self.assertEqual(greeting_card("bo", 100), "Happy birthday, bo! You are 100 years old.")

# %% wrong no_age
# why: leaves out the age
def greeting_card(name, age):
    return f"Happy birthday, {name}!"

# %% wrong title_case (passes base)
# why: changes the letters of the name
def greeting_card(name, age):
    return f"Happy birthday, {name.title()}! You are {age} years old."
