# topic: algorithms
# difficulty: medium

# %% prompt
def busiest_hour(visits: list) -> int:
    """Return the hour in which most visitors were in a shop; of several, the earliest.

    A visit (first, last) counts for every hour from first to last, both included. There is at
    least one visit.

    >>> busiest_hour([(9, 11), (10, 12), (11, 11)])
    11
    """
# %% solution
    hours = range(24)
    return max(hours, key=lambda hour: sum(first <= hour <= last for first, last in visits))

# %% visible
assert busiest_hour([(9, 11), (10, 12), (11, 11)]) == 11

# %% base
def test_base_overlap(self):
    self.assertEqual(busiest_hour([(8, 10), (10, 12)]), 10)

def test_base_one_hour(self):
    self.assertEqual(busiest_hour([(15, 15)]), 15)

# %% plus
def test_plus_earliest(self):
    self.assertEqual(busiest_hour([(13, 14), (9, 10)]), 9)
    self.assertEqual(busiest_hour([(5, 8)]), 5)

def test_plus_three_visitors(self):
    self.assertEqual(busiest_hour([(1, 9), (6, 7), (7, 20)]), 7)

# %% wrong most_starts (passes base)
# why: finds the hour in which most visits start or end
def busiest_hour(visits):
    from collections import Counter
    counts = Counter(hour for visit in visits for hour in visit)
    return min(counts, key=lambda hour: -counts[hour])

# %% wrong last_excluded
# why: does not count the last hour
def busiest_hour(visits):
    return max(range(24), key=lambda hour: sum(a <= hour < b for a, b in visits))
