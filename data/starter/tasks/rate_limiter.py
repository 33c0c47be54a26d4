# topic: classes
# difficulty: medium

# %% prompt
class RateLimiter:
    """Lets each client through at most `limit` times in any `seconds` seconds.

    RateLimiter(limit, seconds); allow(client, now) says whether a request at time `now`, in
    seconds, may pass. A request that passed stops counting as soon as `seconds` have gone by;
    a refused request never counts. Times never go backwards.

    >>> limiter = RateLimiter(2, 10)
    >>> [limiter.allow("ann", now) for now in (0, 1, 2, 10)]
    [True, True, False, True]
    """
# %% solution
    def __init__(self, limit, seconds):
        self._limit = limit
        self._seconds = seconds
        self._passed = {}

    def allow(self, client, now):
        recent = [t for t in self._passed.get(client, []) if t > now - self._seconds]
        allowed = len(recent) < self._limit
        if allowed:
            recent.append(now)
        self._passed[client] = recent
        return allowed

# %% visible
limiter = RateLimiter(2, 10)
assert [limiter.allow("ann", now) for now in (0, 1, 2, 10)] == [True, True, False, True]

# %% base
def run_times(self, limit, seconds, times):
    limiter = RateLimiter(limit, seconds)
    return [limiter.allow("x", now) for now in times]

def test_base_under_the_limit(self):
    self.assertEqual(self.run_times(3, 10, [0, 1, 2]), [True] * 3)

def test_base_over_the_limit(self):
    self.assertEqual(self.run_times(1, 10, [0, 5]), [True, False])

def test_base_passes_again(self):
    self.assertEqual(self.run_times(1, 10, [0, 20]), [True, True])

# %% plus
def test_plus_border(self):
    self.assertEqual(self.run_times(1, 10, [0, 10]), [True, True])
    self.assertEqual(self.run_times(1, 10, [0, 9.5]), [True, False])

def test_plus_refused_requests_do_not_count(self):
    self.assertEqual(self.run_times(1, 10, [0, 4, 8, 12]), [True, False, False, True])

def test_plus_sliding_window(self):
    self.assertEqual(self.run_times(2, 10, [8, 9, 11, 18, 19]), [True, True, False, True, True])

def test_plus_clients_are_apart(self):
    limiter = RateLimiter(1, 10)
    self.assertEqual([limiter.allow(c, 0) for c in "aba"], [True, True, False])

def test_plus_same_moment(self):
    self.assertEqual(self.run_times(2, 1, [5, 5, 5]), [True, True, False])

def test_plus_nobody_passes(self):
    self.assertEqual(self.run_times(0, 10, [0, 100]), [False, False])

# %% wrong fixed_windows (passes base)
# why: counts in fixed windows (0-9, 10-19), so twice the limit can pass around a border
class RateLimiter:
    def __init__(self, limit, seconds):
        self.limit, self.seconds, self.counts = limit, seconds, {}
    def allow(self, client, now):
        key = (client, now // self.seconds)
        if self.counts.get(key, 0) >= self.limit:
            return False
        self.counts[key] = self.counts.get(key, 0) + 1
        return True

# %% wrong counts_refused (passes base)
# why: refused requests are remembered too, so a busy client is never let through again
class RateLimiter:
    def __init__(self, limit, seconds):
        self.limit, self.seconds, self.times = limit, seconds, {}
    def allow(self, client, now):
        times = [t for t in self.times.get(client, []) if t > now - self.seconds] + [now]
        self.times[client] = times
        return len(times) <= self.limit

# %% wrong never_forgets
# why: counts all requests since the beginning
class RateLimiter:
    def __init__(self, limit, seconds):
        self.limit, self.count = limit, {}
    def allow(self, client, now):
        self.count[client] = self.count.get(client, 0) + 1
        return self.count[client] <= self.limit
