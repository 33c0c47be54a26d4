# topic: text
# difficulty: medium

# %% prompt
def quote_depths(message: str) -> list:
    """Measure how deeply each line of an e-mail reply is quoted.

    A line's depth is the number of ">" signs at its start; spaces may stand before, between
    and after them. Return one (depth, text) pair a line, where text is the rest of the line
    without the signs and without surrounding spaces. Signs inside the text do not count.

    >>> quote_depths("Yes.\\n> Shall we?\\n> > Maybe")
    [(0, 'Yes.'), (1, 'Shall we?'), (2, 'Maybe')]
    """
# %% solution
    pairs = []
    for line in message.splitlines():
        depth = 0
        rest = line.strip(" ")
        while rest.startswith(">"):
            depth += 1
            rest = rest[1:].lstrip(" ")
        pairs.append((depth, rest))
    return pairs

# %% visible
assert quote_depths("Yes.\n> Shall we?\n> > Maybe") == [(0, "Yes."), (1, "Shall we?"), (2, "Maybe")]

# %% base
def test_base_plain(self):
    self.assertEqual(quote_depths("hello\nworld"), [(0, "hello"), (0, "world")])

def test_base_spaced_signs(self):
    self.assertEqual(quote_depths("> > > deep"), [(3, "deep")])

def test_base_empty_message(self):
    self.assertEqual(quote_depths(""), [])

# %% plus
def test_plus_signs_without_spaces(self):
    self.assertEqual(quote_depths(">>> deep"), [(3, "deep")])
    self.assertEqual(quote_depths(">x"), [(1, "x")])

def test_plus_sign_inside_the_text(self):
    self.assertEqual(quote_depths("> a > b"), [(1, "a > b")])
    self.assertEqual(quote_depths("if a > b"), [(0, "if a > b")])

def test_plus_blank_quoted_line_and_leading_space(self):
    self.assertEqual(quote_depths("  > >\n\nend "), [(2, ""), (0, ""), (0, "end")])

# %% wrong one_sign_only
# why: knows only one level of quoting
def quote_depths(message):
    return [(1, l[1:].strip()) if l.startswith(">") else (0, l.strip()) for l in message.splitlines()]

# %% wrong counts_all_signs (passes base)
# why: counts every sign of the line, also those inside the text
def quote_depths(message):
    return [(line.count(">"), line.replace(">", "").strip()) for line in message.splitlines()]

# %% wrong needs_spaces (passes base)
# why: splits at spaces, so ">>>" is one word and not three signs
def quote_depths(message):
    pairs = []
    for line in message.splitlines():
        words = line.split()
        depth = 0
        while depth < len(words) and words[depth] == ">":
            depth += 1
        pairs.append((depth, " ".join(words[depth:])))
    return pairs
