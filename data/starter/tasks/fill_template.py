# topic: regex
# difficulty: medium

# %% prompt
import re


def fill_template(template: str, values: dict) -> str:
    """Fill the placeholders of a text template.

    "{name}" is replaced by str(values["name"]), and "{name|other}" by "other" (which may be
    empty) when the name is not in `values`. Names consist of letters, digits and underscores.
    "{{" and "}}" stand for single braces. A missing name without a default raises KeyError.
    Inserted text is not looked at again, and braces that fit none of this stay as they are.

    >>> fill_template("Hi {name}, {n|no} news {{today}}", {"name": "Ann"})
    'Hi Ann, no news {today}'
    """
# %% solution
    def replace(match):
        if match[0] in ("{{", "}}"):
            return match[0][0]
        name, default = match[1], match[2]
        if name in values:
            return str(values[name])
        if default is None:
            raise KeyError(name)
        return default

    return re.sub(r"\{\{|\}\}|\{(\w+)(?:\|([^{}]*))?\}", replace, template)

# %% visible
assert fill_template("Hi {name}, {n|no} news {{today}}", {"name": "Ann"}) == "Hi Ann, no news {today}"

# %% base
def test_base_values(self):
    self.assertEqual(fill_template("{a} and {b}", {"a": "x", "b": 2}), "x and 2")

def test_base_default(self):
    self.assertEqual(fill_template("{a|none}", {}), "none")
    self.assertEqual(fill_template("{a|none}", {"a": "some"}), "some")

def test_base_missing(self):
    with self.assertRaises(KeyError):
        fill_template("{a}", {"b": 1})

def test_base_double_braces(self):
    self.assertEqual(fill_template("{{x}} {a}", {"a": 1}), "{x} 1")

# %% plus
def test_plus_inserted_text_is_not_filled_again(self):
    self.assertEqual(fill_template("{a}{b}", {"a": "{b}", "b": "1"}), "{b}1")
    self.assertEqual(fill_template("{a}", {"a": "{{"}), "{{")

def test_plus_empty_default_and_empty_value(self):
    self.assertEqual(fill_template("<{a|}>", {}), "<>")
    self.assertEqual(fill_template("<{a|x}>", {"a": ""}), "<>")
    self.assertEqual(fill_template("<{a|x}>", {"a": None}), "<None>")

def test_plus_braces_around_a_value(self):
    self.assertEqual(fill_template("{{{a}}}", {"a": 1}), "{1}")

def test_plus_backslashes_in_values(self):
    self.assertEqual(fill_template("{a}", {"a": "\\1\\n"}), "\\1\\n")

def test_plus_other_braces_stay(self):
    self.assertEqual(fill_template("{ } {a b} {", {}), "{ } {a b} {")

# %% wrong format_map
# why: str.format_map knows no defaults
def fill_template(template, values):
    return template.format_map(values)

# %% wrong one_after_the_other (passes base)
# why: replaces value after value, so inserted text is filled again
def fill_template(template, values):
    text = template.replace("{{", "\0").replace("}}", "\1")
    for name, value in values.items():
        text = re.sub(r"\{%s(\|[^{}]*)?\}" % name, lambda m: str(value), text)
    text = re.sub(r"\{\w+\|([^{}]*)\}", r"\1", text)
    missing = re.search(r"\{(\w+)\}", text)
    if missing:
        raise KeyError(missing[1])
    return text.replace("\0", "{").replace("\1", "}")

# %% wrong default_for_falsy (passes base)
# why: an empty value takes the default, and an empty default raises
def fill_template(template, values):
    def replace(m):
        if m[0] in ("{{", "}}"):
            return m[0][0]
        value = values.get(m[1]) or m[2]
        if not value:
            raise KeyError(m[1])
        return str(value)
    return re.sub(r"\{\{|\}\}|\{(\w+)(?:\|([^{}]*))?\}", replace, template)
