# topic: algorithms
# difficulty: hard

# %% prompt
def build_order(needs: dict) -> list:
    """Order the steps of a build so that each comes after everything it needs.

    `needs` maps a step to the list of steps it needs; a step named only in such a list needs
    nothing. Whenever several steps could come next, the alphabetically first comes. Steps that
    need each other in a circle raise ValueError.

    >>> build_order({"test": ["compile"], "compile": ["fetch"], "docs": []})
    ['docs', 'fetch', 'compile', 'test']
    """
# %% solution
    open_needs = {step: set(wanted) for step, wanted in needs.items()}
    for wanted in needs.values():
        for step in wanted:
            open_needs.setdefault(step, set())
    order = []
    while open_needs:
        ready = [step for step, wanted in open_needs.items() if not wanted]
        if not ready:
            raise ValueError(f"a circle among {sorted(open_needs)}")
        step = min(ready)
        order.append(step)
        del open_needs[step]
        for wanted in open_needs.values():
            wanted.discard(step)
    return order

# %% visible
assert build_order({"test": ["compile"], "compile": ["fetch"], "docs": []}) == ["docs", "fetch", "compile", "test"]

# %% base
def test_base_chain(self):
    self.assertEqual(build_order({"c": ["b"], "b": ["a"], "a": []}), ["a", "b", "c"])

def test_base_independent(self):
    self.assertEqual(build_order({"b": [], "a": []}), ["a", "b"])

def test_base_circle(self):
    with self.assertRaises(ValueError):
        build_order({"a": ["b"], "b": ["a"]})

# %% plus
def test_plus_alphabetical_among_all_that_are_ready(self):
    self.assertEqual(build_order({"b": ["a"], "z": [], "c": []}), ["a", "b", "c", "z"])
    self.assertEqual(build_order({"a": ["z"], "y": [], "z": []}), ["y", "z", "a"])

def test_plus_named_only_as_a_need(self):
    self.assertEqual(build_order({"x": ["w", "v"]}), ["v", "w", "x"])

def test_plus_a_need_named_twice(self):
    self.assertEqual(build_order({"b": ["a", "a"]}), ["a", "b"])

def test_plus_step_that_needs_itself(self):
    with self.assertRaises(ValueError):
        build_order({"a": ["a"]})

def test_plus_circle_beside_good_steps(self):
    with self.assertRaises(ValueError):
        build_order({"ok": [], "a": ["b"], "b": ["c"], "c": ["a"]})

def test_plus_input_is_not_changed(self):
    needs = {"b": ["a"]}
    build_order(needs)
    self.assertEqual(needs, {"b": ["a"]})

# %% wrong depth_first (passes base)
# why: a depth-first walk gives a valid order, but not the alphabetical one
def build_order(needs):
    order, state = [], {}
    def visit(step):
        if state.get(step) == "open":
            raise ValueError(step)
        if step in state:
            return
        state[step] = "open"
        for need in sorted(needs.get(step, [])):
            visit(need)
        state[step] = "done"
        order.append(step)
    for step in sorted(needs):
        visit(step)
    return order

# %% wrong levels (passes base)
# why: takes all ready steps at once, level by level
def build_order(needs):
    left = {s: set(n) for s, n in needs.items()}
    for n in needs.values():
        for s in n:
            left.setdefault(s, set())
    order = []
    while left:
        ready = sorted(s for s in left if not left[s] - set(order))
        if not ready:
            raise ValueError("circle")
        order += ready
        for s in ready:
            del left[s]
    return order

# %% wrong no_circles
# why: walks around a circle without noticing and forgets steps that are only needed
def build_order(needs):
    order = []
    for step in sorted(needs, key=lambda s: (len(needs[s]), s)):
        order.append(step)
    return order
