# topic: algorithms
# difficulty: hard

# %% prompt
def shortest_route(links: list, start: str, goal: str):
    """Find the route with the fewest stops.

    `links` holds pairs of stations, which can be travelled both ways. Return the stations of a
    shortest route, start and goal included; of several shortest routes the one that comes
    first when their lists of stations are compared. Without a route return None. The route
    from a station to itself is that station alone, whether or not it has links.

    >>> shortest_route([("a", "b"), ("b", "d"), ("d", "c"), ("a", "c")], "a", "d")
    ['a', 'b', 'd']
    """
# %% solution
    neighbours = {}
    for one, other in links:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    # Routes of one length are kept in order, so the first to reach a station is the least.
    reached = {start}
    routes = [[start]]
    while routes:
        for route in routes:
            if route[-1] == goal:
                return route
        longer = []
        for route in routes:
            for station in sorted(neighbours.get(route[-1], ())):
                if station not in reached:
                    reached.add(station)
                    longer.append(route + [station])
        routes = longer
    return None

# %% visible
assert shortest_route([("a", "b"), ("b", "d"), ("d", "c"), ("a", "c")], "a", "d") == ["a", "b", "d"]

# %% base
def test_base_direct(self):
    self.assertEqual(shortest_route([("a", "b")], "a", "b"), ["a", "b"])

def test_base_shortest(self):
    links = [("a", "b"), ("b", "c"), ("c", "e"), ("a", "d"), ("d", "e")]
    self.assertEqual(shortest_route(links, "a", "e"), ["a", "d", "e"])

def test_base_no_route(self):
    self.assertIsNone(shortest_route([("a", "b"), ("c", "d")], "a", "d"))

# %% plus
def test_plus_both_ways(self):
    self.assertEqual(shortest_route([("a", "b"), ("b", "c")], "c", "a"), ["c", "b", "a"])

def test_plus_first_of_the_shortest(self):
    links = [("s", "y"), ("y", "g"), ("s", "x"), ("x", "g")]
    self.assertEqual(shortest_route(links, "s", "g"), ["s", "x", "g"])
    links = [("s", "a"), ("s", "b"), ("a", "z"), ("b", "c"), ("z", "g"), ("c", "g")]
    self.assertEqual(shortest_route(links, "s", "g"), ["s", "a", "z", "g"])

def test_plus_to_itself(self):
    self.assertEqual(shortest_route([], "a", "a"), ["a"])
    self.assertEqual(shortest_route([("a", "b")], "a", "a"), ["a"])

def test_plus_circles(self):
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]
    self.assertEqual(shortest_route(links, "a", "d"), ["a", "c", "d"])

def test_plus_unknown_station(self):
    self.assertIsNone(shortest_route([("a", "b")], "a", "q"))
    self.assertIsNone(shortest_route([], "a", "b"))

# %% wrong one_way (passes base)
# why: travels links only from the first to the second station
def shortest_route(links, start, goal):
    routes, seen = [[start]], {start}
    for route in routes:
        if route[-1] == goal:
            return route
        for b in sorted(y for x, y in links if x == route[-1]):
            if b not in seen:
                seen.add(b)
                routes.append(route + [b])
    return None

# %% wrong depth_first
# why: returns the first route found, not the shortest
def shortest_route(links, start, goal, seen=()):
    if start == goal:
        return [start]
    for a, b in sorted(links + [(b, a) for a, b in links]):
        if a == start and b not in seen:
            rest = shortest_route(links, b, goal, (*seen, start))
            if rest:
                return [start] + rest
    return None

# %% wrong order_of_the_links (passes base)
# why: takes neighbours in the order of the links instead of the alphabet
def shortest_route(links, start, goal):
    routes, seen = [[start]], {start}
    for route in routes:
        if route[-1] == goal:
            return route
        for a, b in links:
            if b == route[-1]:
                a, b = b, a
            if a == route[-1] and b not in seen:
                seen.add(b)
                routes.append(route + [b])
    return None
