# topic: collections
# difficulty: easy

# %% prompt
def deal_in_turn(queues: list) -> list:
    """Take one item from each queue in turn until all are empty.

    Queues that have run out are skipped. The given lists are not changed.

    >>> deal_in_turn([["a", "b", "c"], [1], ["x", "y"]])
    ['a', 1, 'x', 'b', 'y', 'c']
    """
# %% solution
    longest = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues if turn < len(queue)]

# %% visible
assert deal_in_turn([["a", "b", "c"], [1], ["x", "y"]]) == ["a", 1, "x", "b", "y", "c"]

# %% base
def test_base_same_length(self):
    self.assertEqual(deal_in_turn([[1, 2], [3, 4]]), [1, 3, 2, 4])

def test_base_different_lengths(self):
    self.assertEqual(deal_in_turn([[1], [2, 3, 4]]), [1, 2, 3, 4])

def test_base_with_an_empty_queue(self):
    self.assertEqual(deal_in_turn([[], [1, 2]]), [1, 2])

# %% plus
def test_plus_nothing(self):
    self.assertEqual(deal_in_turn([]), [])
    self.assertEqual(deal_in_turn([[], []]), [])

def test_plus_none_is_an_item(self):
    self.assertEqual(deal_in_turn([[None, 1], [2]]), [None, 2, 1])

def test_plus_zero_and_empty_text_are_items(self):
    self.assertEqual(deal_in_turn([[0, ""], [False]]), [0, False, ""])

def test_plus_input_is_not_changed(self):
    queues = [[1, 2], [3]]
    deal_in_turn(queues)
    self.assertEqual(queues, [[1, 2], [3]])

# %% wrong zip_stops
# why: zip stops at the shortest queue
def deal_in_turn(queues):
    return [item for turn in zip(*queues) for item in turn]

# %% wrong none_as_filler (passes base)
# why: drops None although it is an item
def deal_in_turn(queues):
    from itertools import zip_longest
    return [item for turn in zip_longest(*queues) for item in turn if item is not None]

# %% wrong empties_the_queues (passes base)
# why: pops from the caller's lists
def deal_in_turn(queues):
    result = []
    while any(queues):
        for queue in queues:
            if queue:
                result.append(queue.pop(0))
    return result
