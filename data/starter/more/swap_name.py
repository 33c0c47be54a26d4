# topic: text
# difficulty: easy

# %% prompt
def swap_name(name: str) -> str:
    """Turn "Last, First" into "First Last". A name without a comma is returned unchanged.

    >>> swap_name("Stone, Ida")
    'Ida Stone'
    """
# %% solution
    if "," not in name:
        return name
    last, first = name.split(",", 1)
    return first.strip() + " " + last.strip()

# %% visible
assert swap_name("Stone, Ida") == "Ida Stone"

# %% base
def test_base_two_names(self):
    self.assertEqual(swap_name("Brook, Sam"), "Sam Brook")

def test_base_three_names(self):
    self.assertEqual(swap_name("Van Berg, Eva Maria"), "Eva Maria Van Berg")

# %% plus
def test_plus_no_comma(self):
    self.assertEqual(swap_name("Plato"), "Plato")
    self.assertEqual(swap_name("Ida Stone"), "Ida Stone")

# %% wrong splits_at_spaces (passes base)
# why: also swaps names that have no comma
def swap_name(name):
    parts = name.split(",") if "," in name else name.split(" ")
    return " ".join(part.strip() for part in reversed(parts))

# %% wrong keeps_comma
# why: swaps the words but keeps the comma
def swap_name(name):
    return " ".join(reversed(name.split(" ")))
