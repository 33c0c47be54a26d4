# topic: validation
# difficulty: easy

# %% prompt
def missing_fields(form: dict, required: list) -> list:
    """Return the required fields that a form does not have, in the order of `required`.

    >>> missing_fields({"name": "Ann"}, ["name", "city", "age"])
    ['city', 'age']
    """
# %% solution
    return [field for field in required if field not in form]

# %% visible
assert missing_fields({"name": "Ann"}, ["name", "city", "age"]) == ['city', 'age']

# %% base
def test_base_some(self):
    self.assertEqual(missing_fields({"a": 1}, ["b", "a"]), ["b"])

def test_base_none(self):
    self.assertEqual(missing_fields({"a": 1, "b": 2}, ["a", "b"]), [])

# %% plus
def test_plus_empty_form(self):
    self.assertEqual(missing_fields({}, ["z", "a"]), ["z", "a"])

def test_plus_zero_and_empty_are_values(self):
    self.assertEqual(missing_fields({"a": 0, "b": ""}, ["a", "b"]), [])

# %% wrong falsy_is_missing (passes base)
# why: takes empty values for missing ones
def missing_fields(form, required):
    return [field for field in required if not form.get(field)]

# %% wrong extra_fields
# why: returns fields that are not required
def missing_fields(form, required):
    return [field for field in form if field not in required]
