# topic: csv and json
# difficulty: medium

# %% prompt
def apply_patch(document, patch):
    """Apply a JSON merge patch and return the new document.

    When `patch` is a dictionary, each of its keys is patched in the document: None deletes the
    key, another value is applied to the key's old value by the same rules. A document that is
    not a dictionary counts as an empty one then. When `patch` is anything else, it replaces
    the document. Neither argument is changed.

    >>> apply_patch({"a": 1, "b": {"c": 2, "d": 3}}, {"a": None, "b": {"c": 5}})
    {'b': {'c': 5, 'd': 3}}
    """
# %% solution
    if not isinstance(patch, dict):
        return patch
    result = dict(document) if isinstance(document, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = apply_patch(result.get(key), value)
    return result

# %% visible
assert apply_patch({"a": 1, "b": {"c": 2, "d": 3}}, {"a": None, "b": {"c": 5}}) == {"b": {"c": 5, "d": 3}}

# %% base
def test_base_add_and_replace(self):
    self.assertEqual(apply_patch({"a": 1}, {"a": 2, "b": 3}), {"a": 2, "b": 3})

def test_base_nested(self):
    self.assertEqual(apply_patch({"a": {"x": 1, "y": 2}}, {"a": {"y": 9}}), {"a": {"x": 1, "y": 9}})

def test_base_delete(self):
    self.assertEqual(apply_patch({"a": 1, "b": 2}, {"a": None}), {"b": 2})

def test_base_lists_are_replaced(self):
    self.assertEqual(apply_patch({"a": [1, 2]}, {"a": [3]}), {"a": [3]})

# %% plus
def test_plus_delete_what_is_not_there(self):
    self.assertEqual(apply_patch({"a": 1}, {"z": None}), {"a": 1})

def test_plus_none_inside_a_new_dictionary(self):
    self.assertEqual(apply_patch({}, {"a": {"b": None, "c": 1}}), {"a": {"c": 1}})

def test_plus_dictionary_over_a_plain_value(self):
    self.assertEqual(apply_patch({"a": 5}, {"a": {"b": 1}}), {"a": {"b": 1}})
    self.assertEqual(apply_patch([1, 2], {"a": 1}), {"a": 1})

def test_plus_plain_patch_replaces(self):
    self.assertEqual(apply_patch({"a": 1}, [1]), [1])
    self.assertIsNone(apply_patch({"a": 1}, None))

def test_plus_arguments_are_not_changed(self):
    document, patch = {"a": {"b": 1, "c": 2}}, {"a": {"b": None}}
    apply_patch(document, patch)
    self.assertEqual((document, patch), ({"a": {"b": 1, "c": 2}}, {"a": {"b": None}}))

def test_plus_falsy_values_are_values(self):
    self.assertEqual(apply_patch({"a": 1, "b": 1}, {"a": 0, "b": ""}), {"a": 0, "b": ""})

# %% wrong shallow
# why: dict.update replaces nested dictionaries as a whole
def apply_patch(document, patch):
    result = {**document, **patch}
    return {k: v for k, v in result.items() if v is not None}

# %% wrong changes_the_document (passes base)
# why: writes into the given document and fails on plain values
def apply_patch(document, patch):
    for key, value in patch.items():
        if value is None:
            document.pop(key, None)
        elif isinstance(value, dict) and isinstance(document.get(key), dict):
            apply_patch(document[key], value)
        else:
            document[key] = value
    return document

# %% wrong falsy_deletes (passes base)
# why: zero and empty text delete keys as None does
def apply_patch(document, patch):
    if not isinstance(patch, dict):
        return patch
    result = dict(document) if isinstance(document, dict) else {}
    for key, value in patch.items():
        if not value:
            result.pop(key, None)
        else:
            result[key] = apply_patch(result.get(key), value)
    return result
