# topic: csv and json
# difficulty: easy

# %% prompt
def fill_down(rows: list, columns: list) -> list:
    """Fill blank cells of a table from the row above, as spreadsheets do.

    `rows` are dictionaries. In each of the `columns`, a blank cell (missing, None, or only
    spaces) takes the value of the nearest row above that has one; where there is none it
    becomes None. Other columns stay as they are. The given rows are not changed.

    >>> fill_down([{"day": "Mon", "n": 1}, {"day": "", "n": 2}], ["day"])
    [{'day': 'Mon', 'n': 1}, {'day': 'Mon', 'n': 2}]
    """
# %% solution
    def blank(value):
        return value is None or (isinstance(value, str) and not value.strip())

    last = dict.fromkeys(columns)
    filled = []
    for row in rows:
        for column in columns:
            if not blank(row.get(column)):
                last[column] = row[column]
        filled.append({**row, **last})
    return filled

# %% visible
assert fill_down([{"day": "Mon", "n": 1}, {"day": "", "n": 2}], ["day"]) == [{"day": "Mon", "n": 1}, {"day": "Mon", "n": 2}]

# %% base
def test_base_runs_of_blanks(self):
    rows = [{"a": "x"}, {"a": ""}, {"a": ""}, {"a": "y"}, {"a": ""}]
    self.assertEqual([r["a"] for r in fill_down(rows, ["a"])], ["x", "x", "x", "y", "y"])

def test_base_other_columns_stay(self):
    rows = [{"a": "x", "b": "1"}, {"a": "", "b": ""}]
    self.assertEqual(fill_down(rows, ["a"]), [{"a": "x", "b": "1"}, {"a": "x", "b": ""}])

def test_base_no_rows(self):
    self.assertEqual(fill_down([], ["a"]), [])

# %% plus
def test_plus_zero_is_a_value(self):
    self.assertEqual([r["n"] for r in fill_down([{"n": 5}, {"n": 0}, {"n": None}], ["n"])], [5, 0, 0])

def test_plus_spaces_and_missing_cells(self):
    self.assertEqual(fill_down([{"a": "x"}, {"a": "  "}, {}], ["a"]), [{"a": "x"}] * 3)

def test_plus_blank_first_row(self):
    self.assertEqual(fill_down([{"a": ""}, {"a": "x"}], ["a"]), [{"a": None}, {"a": "x"}])

def test_plus_columns_are_independent(self):
    rows = [{"a": "x", "b": ""}, {"a": "", "b": "y"}, {"a": "z", "b": ""}]
    self.assertEqual(fill_down(rows, ["a", "b"]),
                     [{"a": "x", "b": None}, {"a": "x", "b": "y"}, {"a": "z", "b": "y"}])

def test_plus_rows_are_not_changed(self):
    rows = [{"a": "x"}, {"a": ""}]
    fill_down(rows, ["a"])
    self.assertEqual(rows, [{"a": "x"}, {"a": ""}])

# %% wrong falsy_is_blank (passes base)
# why: zero counts as blank
def fill_down(rows, columns):
    out, last = [], dict.fromkeys(columns)
    for row in rows:
        row = dict(row)
        for c in columns:
            value = row.get(c)
            if isinstance(value, str):
                value = value.strip() and value
            row[c] = last[c] = value or last[c]
        out.append(row)
    return out

# %% wrong in_place (passes base)
# why: writes into the caller's rows
def fill_down(rows, columns):
    last = dict.fromkeys(columns)
    for row in rows:
        for c in columns:
            if row.get(c) is None or not str(row[c]).strip():
                row[c] = last[c]
            last[c] = row[c]
    return rows

# %% wrong one_row_only
# why: looks at the row above before it was filled, so only the first blank is filled
def fill_down(rows, columns):
    out = []
    for i, row in enumerate(rows):
        row = dict(row)
        for c in columns:
            if row.get(c) in (None, "") and i:
                row[c] = rows[i - 1].get(c)
        out.append(row)
    return out
