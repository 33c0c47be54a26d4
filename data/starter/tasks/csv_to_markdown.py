# topic: csv and json
# difficulty: medium

# %% prompt
import csv
import io


def csv_to_markdown(text: str) -> str:
    """Turn a CSV table into a Markdown table.

    The first row is the header; a row of "---" follows it. Each row is written as
    "| a | b |". Cells are stripped, "|" inside a cell becomes "\\|" and a line break inside a
    cell becomes a space. Short rows are filled with empty cells to the width of the header,
    longer rows are cut, and rows without any cell are left out. No text gives "".

    >>> print(csv_to_markdown("name,age\\nAnn,7\\n"))
    | name | age |
    | --- | --- |
    | Ann | 7 |
    """
# %% solution
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    if not rows:
        return ""
    width = len(rows[0])

    def write(cells):
        cells = (cells + [""] * width)[:width]
        clean = (" ".join(cell.splitlines()).strip().replace("|", "\\|") for cell in cells)
        return "| " + " | ".join(clean) + " |"

    header, *body = rows
    return "\n".join([write(header), write(["---"] * width), *map(write, body)])

# %% visible
assert csv_to_markdown("name,age\nAnn,7\n") == "| name | age |\n| --- | --- |\n| Ann | 7 |"

# %% base
def test_base_table(self):
    self.assertEqual(csv_to_markdown("a,b\n1,2\n3,4"), "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |")

def test_base_header_only(self):
    self.assertEqual(csv_to_markdown("a,b\n"), "| a | b |\n| --- | --- |")

def test_base_empty(self):
    self.assertEqual(csv_to_markdown(""), "")

# %% plus
def test_plus_pipes(self):
    self.assertEqual(csv_to_markdown("a\nx|y\n").splitlines()[2], "| x\\|y |")

def test_plus_quoted_commas(self):
    self.assertEqual(csv_to_markdown('a,b\n"1,5",2\n').splitlines()[2], "| 1,5 | 2 |")

def test_plus_line_break_in_a_cell(self):
    self.assertEqual(csv_to_markdown('a,b\n"one\ntwo",2\n').splitlines()[2:], ["| one two | 2 |"])

def test_plus_short_and_long_rows(self):
    self.assertEqual(csv_to_markdown("a,b\n1\n1,2,3\n").splitlines()[2:], ["| 1 |  |", "| 1 | 2 |"])

def test_plus_blank_lines(self):
    self.assertEqual(csv_to_markdown("a,b\n\n1,2\n\n").splitlines()[2:], ["| 1 | 2 |"])

# %% wrong splits_by_hand (passes base)
# why: does not read quoted cells
def csv_to_markdown(text):
    rows = [[c.strip().replace("|", "\\|") for c in l.split(",")] for l in text.splitlines() if l]
    if not rows:
        return ""
    rows.insert(1, ["---"] * len(rows[0]))
    width = len(rows[0])
    return "\n".join("| " + " | ".join((r + [""] * width)[:width]) + " |" for r in rows)

# %% wrong raw_cells (passes base)
# why: writes cells as they are: pipes, line breaks and row lengths break the table
def csv_to_markdown(text):
    rows = [r for r in csv.reader(io.StringIO(text)) if r]
    if not rows:
        return ""
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(r) + " |" for r in rows)

# %% wrong one_rule_cell
# why: the rule under the header has a single cell
def csv_to_markdown(text):
    rows = [r for r in csv.reader(io.StringIO(text)) if r]
    lines = ["| " + " | ".join(c.strip().replace("|", "\\|") for c in r) + " |" for r in rows]
    return "\n".join(lines[:1] + ["| --- |"] + lines[1:])
