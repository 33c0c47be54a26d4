# topic: classes
# difficulty: medium

# %% prompt
class RunningStats:
    """Summary of a stream of numbers that keeps none of them.

    add(value) takes a number. `count` is how many came; `mean`, `smallest` and `largest` are
    None before the first. merge(other) returns a new RunningStats as if it had seen the
    numbers of both; neither of the two is changed.

    >>> stats = RunningStats()
    >>> for value in (3, 5, 10):
    ...     stats.add(value)
    >>> stats.count, stats.mean, stats.smallest, stats.largest
    (3, 6.0, 3, 10)
    """
# %% solution
    def __init__(self):
        self.count = 0
        self.smallest = None
        self.largest = None
        self._total = 0

    @property
    def mean(self):
        return self._total / self.count if self.count else None

    def add(self, value):
        self.count += 1
        self._total += value
        self.smallest = value if self.smallest is None else min(self.smallest, value)
        self.largest = value if self.largest is None else max(self.largest, value)

    def merge(self, other):
        both = RunningStats()
        both.count = self.count + other.count
        both._total = self._total + other._total
        values = [s for s in (self, other) if s.count]
        both.smallest = min((s.smallest for s in values), default=None)
        both.largest = max((s.largest for s in values), default=None)
        return both

# %% visible
stats = RunningStats(); stats.add(3); stats.add(5); stats.add(10)
assert (stats.count, stats.mean, stats.smallest, stats.largest) == (3, 6.0, 3, 10)

# %% base
def stats_of(self, *values):
    stats = RunningStats()
    for value in values:
        stats.add(value)
    return stats

def test_base_numbers(self):
    stats = self.stats_of(2, 4, 9)
    self.assertEqual((stats.count, stats.mean, stats.smallest, stats.largest), (3, 5, 2, 9))

def test_base_merge(self):
    both = self.stats_of(1, 3).merge(self.stats_of(5, 7))
    self.assertEqual((both.count, both.mean, both.smallest, both.largest), (4, 4, 1, 7))

def test_base_before_the_first(self):
    self.assertEqual((RunningStats().count, RunningStats().mean), (0, None))

# %% plus
def test_plus_negative_numbers(self):
    stats = self.stats_of(-4, -2)
    self.assertEqual((stats.mean, stats.smallest, stats.largest), (-3, -4, -2))

def test_plus_smallest_and_largest_before_the_first(self):
    self.assertEqual((RunningStats().smallest, RunningStats().largest), (None, None))

def test_plus_zero_counts(self):
    stats = self.stats_of(0, 5)
    self.assertEqual((stats.smallest, stats.mean), (0, 2.5))
    self.assertEqual(self.stats_of(0).mean, 0)

def test_plus_merge_weighs_by_count(self):
    both = self.stats_of(10).merge(self.stats_of(1, 1, 1, 1))
    self.assertAlmostEqual(both.mean, 2.8)

def test_plus_merge_with_empty(self):
    for both in (self.stats_of(5).merge(RunningStats()), RunningStats().merge(self.stats_of(5))):
        self.assertEqual((both.count, both.mean, both.smallest, both.largest), (1, 5, 5, 5))
    self.assertIsNone(RunningStats().merge(RunningStats()).smallest)

def test_plus_merge_changes_neither(self):
    one, other = self.stats_of(1), self.stats_of(3)
    both = one.merge(other)
    both.add(100)
    self.assertEqual((one.count, one.largest, other.count, other.largest), (1, 1, 1, 3))

# %% wrong starts_at_zero (passes base)
# why: smallest and largest start at 0, which is larger than negative and smaller than None
class RunningStats:
    def __init__(self):
        self.count, self.total, self.smallest, self.largest = 0, 0, 0, 0
    @property
    def mean(self):
        return self.total / self.count if self.count else None
    def add(self, value):
        self.smallest = value if not self.count else min(self.smallest, value)
        self.count += 1
        self.total += value
        self.largest = max(self.largest, value)
    def merge(self, other):
        both = RunningStats()
        both.count, both.total = self.count + other.count, self.total + other.total
        both.smallest = min(self.smallest, other.smallest)
        both.largest = max(self.largest, other.largest)
        return both

# %% wrong mean_of_means (passes base)
# why: merging takes the mean of the two means, whatever their counts
class RunningStats:
    def __init__(self):
        self.count, self.mean, self.smallest, self.largest = 0, None, None, None
    def add(self, value):
        self.mean = ((self.mean or 0) * self.count + value) / (self.count + 1)
        self.count += 1
        self.smallest = value if self.smallest is None else min(value, self.smallest)
        self.largest = value if self.largest is None else max(value, self.largest)
    def merge(self, other):
        both = RunningStats()
        both.count = self.count + other.count
        both.mean = (self.mean + other.mean) / 2
        both.smallest = min(self.smallest, other.smallest)
        both.largest = max(self.largest, other.largest)
        return both

# %% wrong whole_mean
# why: floor division loses the fraction, and the mean of nothing raises
class RunningStats:
    def __init__(self):
        self.count, self.total, self.smallest, self.largest = 0, 0, None, None
    @property
    def mean(self):
        return self.total // self.count
    def add(self, value):
        self.count += 1
        self.total += value
        self.smallest = min(self.smallest or value, value)
        self.largest = max(self.largest or value, value)
    def merge(self, other):
        self.total += other.total
        self.count += other.count
        return self
