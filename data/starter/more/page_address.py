# topic: text
# difficulty: easy

# %% prompt
def page_address(title: str) -> str:
    """Return the web address of a page: "/", then the title in small letters with "-" for spaces.

    >>> page_address("My First Page")
    '/my-first-page'
    """
# %% solution
    return "/" + title.lower().replace(" ", "-")

# %% visible
assert page_address("My First Page") == "/my-first-page"

# %% base
def test_base_two_words(self):
    self.assertEqual(page_address("Hello World"), "/hello-world")

def test_base_one_word(self):
    self.assertEqual(page_address("News"), "/news")

# %% plus
def test_plus_two_spaces(self):
    self.assertEqual(page_address("a  b"), "/a--b")

def test_plus_dash_stays(self):
    self.assertEqual(page_address("Re-Entry Plan"), "/re-entry-plan")

def test_plus_empty(self):
    self.assertEqual(page_address(""), "/")

# %% wrong underscores
# why: uses underscores
def page_address(title):
    return "/" + title.lower().replace(" ", "_")

# %% wrong one_dash (passes base)
# why: several spaces become one dash
def page_address(title):
    return "/" + "-".join(title.lower().split())
