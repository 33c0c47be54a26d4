# topic: regex
# difficulty: hard

# %% prompt
import re


def search_query(text: str) -> dict:
    """Read the query of a search box.

    The query is a list of terms separated by whitespace: a word, or a phrase in double quotes.
    A term with "-" directly in front is excluded. A word of the form name:value, where name
    consists of letters and value is a word or a quoted phrase, is a filter. Words and phrases
    are in lower case in the result, filter values are kept as written; a later filter of the
    same name wins. A quote without its partner runs to the end of the text. Return
    {"include": [...], "exclude": [...], "filters": {...}}.

    >>> search_query('Red -blue "Big House" in:Paris')
    {'include': ['red', 'big house'], 'exclude': ['blue'], 'filters': {'in': 'Paris'}}
    """
# %% solution
    result = {"include": [], "exclude": [], "filters": {}}
    pattern = r"""
        (?P<minus>-)?
        (?:(?P<name>[A-Za-z]+):(?=\S))?
        (?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>\S+))
    """
    for match in re.finditer(pattern, text, re.VERBOSE):
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["name"] and not match["minus"]:
            result["filters"][match["name"].lower()] = value
            continue
        if match["name"]:
            value = f"{match['name']}:{value}"
        if value:
            result["exclude" if match["minus"] else "include"].append(value.lower())
    return result

# %% visible
assert search_query('Red -blue "Big House" in:Paris') == {"include": ["red", "big house"], "exclude": ["blue"], "filters": {"in": "Paris"}}

# %% base
def test_base_words(self):
    self.assertEqual(search_query("Green tea"), {"include": ["green", "tea"], "exclude": [], "filters": {}})

def test_base_exclude(self):
    self.assertEqual(search_query("tea -milk")["exclude"], ["milk"])

def test_base_phrase(self):
    self.assertEqual(search_query('"Green Tea" cup')["include"], ["green tea", "cup"])

def test_base_filter(self):
    self.assertEqual(search_query("tea shop:Kyoto")["filters"], {"shop": "Kyoto"})

# %% plus
def test_plus_excluded_phrase(self):
    self.assertEqual(search_query('-"Cold Tea" hot'), {"include": ["hot"], "exclude": ["cold tea"], "filters": {}})

def test_plus_filter_with_a_phrase(self):
    self.assertEqual(search_query('in:"New York" pizza'),
                     {"include": ["pizza"], "exclude": [], "filters": {"in": "New York"}})

def test_plus_hyphen_inside_a_word(self):
    self.assertEqual(search_query("well-known"), {"include": ["well-known"], "exclude": [], "filters": {}})

def test_plus_open_quote(self):
    self.assertEqual(search_query('find "two words')["include"], ["find", "two words"])

def test_plus_later_filter_wins(self):
    self.assertEqual(search_query("in:Rome in:Oslo")["filters"], {"in": "Oslo"})

def test_plus_colon_without_a_name(self):
    self.assertEqual(search_query("12:30")["include"], ["12:30"])

def test_plus_empty(self):
    self.assertEqual(search_query("   "), {"include": [], "exclude": [], "filters": {}})

# %% wrong split_only
# why: splits at spaces and knows no phrases
def search_query(text):
    result = {"include": [], "exclude": [], "filters": {}}
    for term in text.split():
        if term.startswith("-"):
            result["exclude"].append(term[1:].lower())
        elif ":" in term:
            name, value = term.split(":", 1)
            result["filters"][name] = value
        else:
            result["include"].append(term.lower())
    return result

# %% wrong phrases_first (passes base)
# why: takes all phrases out first, so -"phrase" and name:"phrase" lose what stands before them
def search_query(text):
    phrases = re.findall(r'"([^"]*)"', text)
    result = {"include": [p.lower() for p in phrases], "exclude": [], "filters": {}}
    for term in re.sub(r'"[^"]*"', " ", text).split():
        if term.startswith("-"):
            result["exclude"].append(term[1:].lower())
        elif re.match(r"[A-Za-z]+:\S", term):
            name, value = term.split(":", 1)
            result["filters"][name] = value
        else:
            result["include"].append(term.lower())
    return result
