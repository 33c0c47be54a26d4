# topic: text
# difficulty: easy

# %% prompt
def guest_list(names: list, limit: int) -> str:
    """Write names as a sentence would: "Ann", "Ann and Bo", "Ann, Bo and Cy".

    When there are more than `limit` names, only the first `limit` are written and the rest
    are counted: "Ann, Bo and 3 others", or "and 1 other" for a single one. No names give "nobody". `limit` is at
    least 1.

    >>> guest_list(["Ann", "Bo", "Cy", "Di"], 2)
    'Ann, Bo and 2 others'
    """
# %% solution
    if not names:
        return "nobody"
    shown = names[:limit]
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} other{'s' if rest > 1 else ''}"
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"

# %% visible
assert guest_list(["Ann", "Bo", "Cy", "Di"], 2) == "Ann, Bo and 2 others"

# %% base
def test_base_up_to_three(self):
    self.assertEqual(guest_list(["Ann"], 5), "Ann")
    self.assertEqual(guest_list(["Ann", "Bo"], 5), "Ann and Bo")
    self.assertEqual(guest_list(["Ann", "Bo", "Cy"], 5), "Ann, Bo and Cy")

def test_base_others(self):
    self.assertEqual(guest_list(list("ABCDE"), 3), "A, B, C and 2 others")

# %% plus
def test_plus_one_other(self):
    self.assertEqual(guest_list(["Ann", "Bo", "Cy"], 2), "Ann, Bo and 1 other")

def test_plus_nobody(self):
    self.assertEqual(guest_list([], 3), "nobody")

def test_plus_exactly_the_limit(self):
    self.assertEqual(guest_list(["Ann", "Bo", "Cy"], 3), "Ann, Bo and Cy")

def test_plus_limit_one(self):
    self.assertEqual(guest_list(["Ann", "Bo", "Cy"], 1), "Ann and 2 others")

def test_plus_names_are_not_changed(self):
    names = ["Ann", "Bo", "Cy"]
    guest_list(names, 1)
    self.assertEqual(names, ["Ann", "Bo", "Cy"])

# %% wrong oxford_comma
# why: puts a comma before "and"
def guest_list(names, limit):
    parts = names[:limit] + ([f"{len(names) - limit} others"] if len(names) > limit else [])
    return ", ".join(parts[:-1]) + ", and " + parts[-1]

# %% wrong always_others (passes base)
# why: writes "1 others" and raises for no names
def guest_list(names, limit):
    parts = names[:limit] + ([f"{len(names) - limit} others"] if len(names) > limit else [])
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
