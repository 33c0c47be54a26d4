# topic: csv and json
# difficulty: medium

# %% prompt
import csv
import io
from decimal import Decimal


def csv_totals(text: str, key: str, amount: str) -> dict:
    """Add up a column of a CSV table for each value of another column.

    `text` has a header row. Return a dictionary from each value of column `key` to the sum of
    column `amount` as an exact Decimal, in order of first appearance. Rows whose amount is
    blank are left out. Amounts may have commas between groups of digits, and surrounding
    spaces do not belong to keys or amounts.

    >>> csv_totals("who,sum\\nann,1.10\\nbo,2\\nann,2.20\\n", "who", "sum")
    {'ann': Decimal('3.30'), 'bo': Decimal('2')}
    """
# %% solution
    totals = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        number = row[amount].strip().replace(",", "")
        if number:
            name = row[key].strip()
            totals[name] = totals.get(name, Decimal(0)) + Decimal(number)
    return totals

# %% visible
def test_visible_example(self):
    totals = csv_totals("who,sum\nann,1.10\nbo,2\nann,2.20\n", "who", "sum")
    self.assertEqual(totals, {"ann": Decimal("3.30"), "bo": Decimal("2")})

# %% base
def test_base_sums(self):
    self.assertEqual(csv_totals("k,v\na,1\nb,5\na,2\n", "k", "v"), {"a": 3, "b": 5})

def test_base_other_columns(self):
    self.assertEqual(csv_totals("id,v,k\n1,4,x\n2,6,x\n", "k", "v"), {"x": 10})

def test_base_blank_amount(self):
    self.assertEqual(csv_totals("k,v\na,\nb,2\n", "k", "v"), {"b": 2})

def test_base_no_rows(self):
    self.assertEqual(csv_totals("k,v\n", "k", "v"), {})

# %% plus
def test_plus_quoted_cells(self):
    self.assertEqual(csv_totals('k,v\n"Smith, J",3\n"Smith, J",4\n', "k", "v"), {"Smith, J": 7})

def test_plus_groups_of_digits(self):
    self.assertEqual(csv_totals('k,v\na,"1,250.50"\n', "k", "v"), {"a": Decimal("1250.50")})

def test_plus_exact(self):
    total = csv_totals("k,v\na,0.1\na,0.2\n", "k", "v")["a"]
    self.assertIsInstance(total, Decimal)
    self.assertEqual(total, Decimal("0.3"))

def test_plus_line_break_in_a_cell(self):
    self.assertEqual(csv_totals('k,note,v\na,"two\nlines",1\nb,,2\n', "k", "v"), {"a": 1, "b": 2})

def test_plus_spaces(self):
    self.assertEqual(csv_totals("k,v\n a , 1\na,  \na,2\n", "k", "v"), {"a": 3})

# %% wrong float_sums (passes base)
# why: adds floats, so 0.1 + 0.2 is not 0.3, and grouped digits raise
def csv_totals(text, key, amount):
    totals = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row[amount].strip():
            name = row[key].strip()
            totals[name] = totals.get(name, 0) + float(row[amount])
    return totals

# %% wrong splits_at_commas (passes base)
# why: splits lines by hand, which breaks on quoted cells
def csv_totals(text, key, amount):
    head, *rows = [line.split(",") for line in text.splitlines()]
    k, v = head.index(key), head.index(amount)
    totals = {}
    for row in rows:
        if row[v].strip():
            totals[row[k].strip()] = totals.get(row[k].strip(), Decimal(0)) + Decimal(row[v].strip())
    return totals

# %% wrong blank_is_zero
# why: a blank amount counts as zero and so names a key that should be absent
def csv_totals(text, key, amount):
    totals = {}
    for row in csv.DictReader(io.StringIO(text)):
        name = row[key].strip()
        totals[name] = totals.get(name, Decimal(0)) + Decimal(row[amount].strip().replace(",", "") or 0)
    return totals
