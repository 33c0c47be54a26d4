# topic: collections
# difficulty: hard

# %% prompt
def flatten_config(config: dict) -> dict:
    """Flatten a nested configuration to dotted keys.

    Dictionaries and lists are opened; a list item's key is its position. Any other value is
    kept as it is, and so are empty dictionaries and empty lists. A dot inside a key is written
    as "\\." so that no two settings can get the same dotted key.

    >>> flatten_config({"db": {"port": 1, "hosts": ["x", "y"]}})
    {'db.port': 1, 'db.hosts.0': 'x', 'db.hosts.1': 'y'}
    """
# %% solution
    flat = {}

    def open_value(path, value):
        if isinstance(value, dict) and value:
            pairs = [(str(key).replace(".", "\\."), inner) for key, inner in value.items()]
        elif isinstance(value, list) and value:
            pairs = [(str(position), inner) for position, inner in enumerate(value)]
        else:
            flat[path] = value
            return
        for key, inner in pairs:
            open_value(f"{path}.{key}" if path is not None else key, inner)

    if config:
        open_value(None, config)
    return flat

# %% visible
assert flatten_config({"db": {"port": 1, "hosts": ["x", "y"]}}) == {"db.port": 1, "db.hosts.0": "x", "db.hosts.1": "y"}

# %% base
def test_base_flat_already(self):
    self.assertEqual(flatten_config({"a": 1, "b": "x"}), {"a": 1, "b": "x"})

def test_base_nested(self):
    self.assertEqual(flatten_config({"a": {"b": {"c": 1}}, "d": 2}), {"a.b.c": 1, "d": 2})

def test_base_lists(self):
    self.assertEqual(flatten_config({"a": [1, [2, 3]]}), {"a.0": 1, "a.1.0": 2, "a.1.1": 3})

# %% plus
def test_plus_empty_containers_are_kept(self):
    self.assertEqual(flatten_config({"a": {}, "b": {"c": []}}), {"a": {}, "b.c": []})

def test_plus_empty_config(self):
    self.assertEqual(flatten_config({}), {})

def test_plus_dictionaries_in_lists(self):
    self.assertEqual(flatten_config({"a": [{"b": 1}, {"b": 2}]}), {"a.0.b": 1, "a.1.b": 2})

def test_plus_dots_in_keys(self):
    self.assertEqual(flatten_config({"a.b": 1, "a": {"b": 2}}), {"a\\.b": 1, "a.b": 2})

def test_plus_falsy_values(self):
    self.assertEqual(flatten_config({"a": {"b": None, "c": 0, "d": ""}}), {"a.b": None, "a.c": 0, "a.d": ""})

def test_plus_empty_key(self):
    self.assertEqual(flatten_config({"": {"a": 1}}), {".a": 1})

# %% wrong dictionaries_only
# why: does not open lists
def flatten_config(config, prefix=""):
    flat = {}
    for key, value in config.items():
        if isinstance(value, dict):
            flat.update(flatten_config(value, prefix + key + "."))
        else:
            flat[prefix + key] = value
    return flat

# %% wrong loses_empty_containers (passes base)
# why: an empty dictionary or list leaves no trace, and dots are not escaped
def flatten_config(config, prefix=""):
    flat = {}
    pairs = config.items() if isinstance(config, dict) else enumerate(config)
    for key, value in pairs:
        path = f"{prefix}{key}"
        if isinstance(value, (dict, list)):
            flat.update(flatten_config(value, path + "."))
        else:
            flat[path] = value
    return flat

# %% wrong lists_of_plain_values (passes base)
# why: dictionaries inside lists are not opened
def flatten_config(config):
    flat = {}
    def put(path, value):
        if isinstance(value, dict) and value:
            for k, v in value.items():
                k = str(k).replace(".", "\\.")
                put(f"{path}.{k}" if path else k, v)
        elif isinstance(value, list) and value and not isinstance(value[0], dict):
            for i, v in enumerate(value):
                put(f"{path}.{i}", v)
        else:
            flat[path] = value
    for k, v in config.items():
        put(str(k).replace(".", "\\."), v)
    return flat
