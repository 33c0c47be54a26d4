"""Splitting, batching and cleaning of the corpus."""
import hashlib
import random


# ask: Write a Python function `split_by_group(items, group_of, test_share, seed)` that returns the pair (train, test) of lists in the order of `items`, so that no group is on both sides. The distinct groups, sorted, are shuffled by random.Random(seed); the first round(test_share * groups) of them are the test groups.
def split_by_group(items, group_of, test_share, seed):
    groups = sorted({group_of(item) for item in items})
    random.Random(seed).shuffle(groups)
    held = set(groups[:round(test_share * len(groups))])
    train = [item for item in items if group_of(item) not in held]
    test = [item for item in items if group_of(item) in held]
    return train, test
# test: assert split_by_group([], lambda x: x, 0.2, 1) == ([], [])
# test: assert sorted(sum(split_by_group(list(range(20)), lambda x: x % 5, 0.4, 3), [])) == list(range(20))
# test: assert not {x % 5 for x in split_by_group(list(range(20)), lambda x: x % 5, 0.4, 3)[0]} & {x % 5 for x in split_by_group(list(range(20)), lambda x: x % 5, 0.4, 3)[1]}
# test: assert len(split_by_group(list(range(20)), lambda x: x % 5, 0.4, 3)[1]) == 8
# wrong: round(test_share * len(groups)) => round(test_share * len(items))


# ask: Write a Python function `deduplicate(texts)` that keeps the first of the texts that are equal when case and white space do not count, in their order.
def deduplicate(texts):
    seen, kept = set(), []
    for text in texts:
        key = "".join(text.lower().split())
        if key not in seen:
            seen.add(key)
            kept.append(text)
    return kept
# test: assert deduplicate(["A b", "ab", "c"]) == ["A b", "c"]
# test: assert deduplicate([]) == []
# test: assert deduplicate(["x\n", " X", "y"]) == ["x\n", "y"]
# wrong: text.lower().split() => text.split()


# ask: Write a Python function `batches(items, size, drop_last)` that returns a list of lists of `size` neighbouring items. The last one may be shorter; with drop_last (False by default) it is left out then. A size below 1 raises ValueError.
def batches(items, size, drop_last=False):
    if size < 1:
        raise ValueError(f"size must be at least 1: {size}")
    parts = [list(items[i:i + size]) for i in range(0, len(items), size)]
    if drop_last and parts and len(parts[-1]) < size:
        parts.pop()
    return parts
# test: assert batches([1, 2, 3], 2) == [[1, 2], [3]]
# test: assert batches([1, 2, 3], 2, True) == [[1, 2]]
# test: assert batches([1, 2], 2, True) == [[1, 2]]
# test: assert batches([], 3) == []
# wrong: len(parts[-1]) < size => len(parts[-1]) <= size


# ask: Write a Python function `bucket_of(key, buckets)` that assigns a text to one of `buckets` buckets, the same on every machine: the first eight hexadecimal digits of the SHA-256 of its UTF-8 bytes as a number, modulo the buckets.
def bucket_of(key, buckets):
    digest = hashlib.sha256(key.encode("utf-8")).hexdigest()
    return int(digest[:8], 16) % buckets
# test: assert bucket_of("", 1000) == 0xe3b0c442 % 1000
# test: assert bucket_of("abc", 97) == 0xba7816bf % 97
# test: assert bucket_of("anything", 1) == 0
# wrong: digest[:8] => digest[8:16]


# ask: Write a Python function `reservoir_sample(stream, size, seed)` that draws `size` items of an iterable of unknown length, each equally likely (algorithm R): the first `size` items fill the reservoir; item number i (from 0) then replaces place j = rng.randrange(i + 1) if j is below the size, with rng = random.Random(seed). A shorter stream comes back whole.
def reservoir_sample(stream, size, seed):
    rng = random.Random(seed)
    reservoir = []
    for i, item in enumerate(stream):
        if i < size:
            reservoir.append(item)
            continue
        j = rng.randrange(i + 1)
        if j < size:
            reservoir[j] = item
    return reservoir
# test: assert reservoir_sample(iter([1, 2]), 3, 0) == [1, 2]
# test: assert len(set(reservoir_sample(range(100), 10, 1))) == 10
# test: assert reservoir_sample(range(100), 10, 1) == reservoir_sample(range(100), 10, 1)
# test: assert any(item >= 50 for item in reservoir_sample(range(100), 20, 2))
# wrong: if j < size => if j < 0
