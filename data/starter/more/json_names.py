# topic: csv and json
# difficulty: easy

# %% prompt
import json


def json_names(text: str) -> list:
    """Return the "name" of every object in a JSON list, in its order.

    >>> json_names('[{"name": "Ann", "age": 3}, {"name": "Bo"}]')
    ['Ann', 'Bo']
    """
# %% solution
    return [entry["name"] for entry in json.loads(text)]

# %% visible
assert json_names('[{"name": "Ann", "age": 3}, {"name": "Bo"}]') == ['Ann', 'Bo']

# %% base
def test_base_two(self):
    self.assertEqual(json_names('[{"name": "x"}, {"name": "y"}]'), ["x", "y"])

def test_base_other_fields(self):
    self.assertEqual(json_names('[{"id": 1, "name": "z"}]'), ["z"])

# %% plus
def test_plus_empty_list(self):
    self.assertEqual(json_names("[]"), [])

def test_plus_order_and_doubles(self):
    self.assertEqual(json_names('[{"name": "b"}, {"name": "a"}, {"name": "b"}]'),
                     ["b", "a", "b"])

# %% wrong sorted_names (passes base)
# why: sorts the names and drops doubles
def json_names(text):
    return sorted({entry["name"] for entry in json.loads(text)})

# %% wrong first_name
# why: returns the first name only
def json_names(text):
    return [json.loads(text)[0]["name"]]
