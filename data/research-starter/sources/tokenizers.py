"""Small parts of the tokenizers that the corpus was prepared with."""
import re
from collections import Counter


# ask: Write a Python function `most_frequent_pair(words)` for byte-pair encoding. `words` maps a tuple of symbols to its count. It returns the pair of neighbouring symbols that occurs most often, counts included; among equals the smallest pair. Where no word has two symbols it returns None.
def most_frequent_pair(words):
    pairs = Counter()
    for symbols, count in words.items():
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += count
    return min(pairs, key=lambda pair: (-pairs[pair], pair)) if pairs else None
# test: assert most_frequent_pair({("a", "b"): 2, ("b", "c"): 3}) == ("b", "c")
# test: assert most_frequent_pair({("b", "c"): 1, ("a", "b"): 1}) == ("a", "b")
# test: assert most_frequent_pair({("a",): 5}) is None
# test: assert most_frequent_pair({("a", "a", "a"): 1, ("b", "c"): 1}) == ("a", "a")
# wrong: += count => += 1


# ask: Write a Python function `merge_pair(symbols, pair)` that replaces, from left to right, every occurrence of the two neighbouring symbols `pair` in the tuple `symbols` by their concatenation and returns a tuple.
def merge_pair(symbols, pair):
    merged, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i:i + 2]) == tuple(pair):
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return tuple(merged)
# test: assert merge_pair(("a", "b", "a", "b"), ("a", "b")) == ("ab", "ab")
# test: assert merge_pair(("a", "a", "a"), ("a", "a")) == ("aa", "a")
# test: assert merge_pair((), ("a", "b")) == ()
# test: assert merge_pair(("a", "c"), ("a", "b")) == ("a", "c")
# wrong: i += 2 => i += 1


# ask: Write a Python function `build_vocabulary(texts, size, specials)` that splits texts at white space and returns a dict from token to id: first the special tokens in their order, then the most frequent tokens, ties in alphabetical order, until the dict has `size` entries or there are no more. A special token in a text is not counted again. Specials are ("<pad>", "<unk>") by default.
def build_vocabulary(texts, size, specials=("<pad>", "<unk>")):
    counts = Counter(token for text in texts for token in text.split())
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    tokens = list(specials) + [token for token in ordered if token not in specials]
    return {token: index for index, token in enumerate(tokens[:max(size, len(specials))])}
# test: assert build_vocabulary(["b a b"], 4) == {"<pad>": 0, "<unk>": 1, "b": 2, "a": 3}
# test: assert build_vocabulary(["b a b"], 3) == {"<pad>": 0, "<unk>": 1, "b": 2}
# test: assert build_vocabulary(["d c"], 9, ()) == {"c": 0, "d": 1}
# test: assert build_vocabulary(["<unk> x"], 9) == {"<pad>": 0, "<unk>": 1, "x": 2}
# wrong: (-counts[token], token) => (counts[token], token)


# ask: Write a Python function `pad_batch(sequences, padding, side)` that pads lists of ids to the length of the longest with `padding` (0 by default) and returns the pair (batch, mask), both lists of lists; the mask is 1 at ids and 0 at padding. `side` is "right" (the default) or "left".
def pad_batch(sequences, padding=0, side="right"):
    longest = max(map(len, sequences), default=0)
    batch, masks = [], []
    for sequence in sequences:
        fill = longest - len(sequence)
        ids, mask = list(sequence), [1] * len(sequence)
        if side == "left":
            batch.append([padding] * fill + ids)
            masks.append([0] * fill + mask)
        else:
            batch.append(ids + [padding] * fill)
            masks.append(mask + [0] * fill)
    return batch, masks
# test: assert pad_batch([[1, 2], [3]]) == ([[1, 2], [3, 0]], [[1, 1], [1, 0]])
# test: assert pad_batch([[1, 2], [3]], 9, "left") == ([[1, 2], [9, 3]], [[1, 1], [0, 1]])
# test: assert pad_batch([]) == ([], [])
# test: assert pad_batch([[], [7]]) == ([[0], [7]], [[0], [1]])
# wrong: [0] * fill + mask => mask + [0] * fill


# ask: Write a Python function `split_identifier(name)` that splits an identifier of code into lower-case words, at underscores and where a capital letter begins a word; a run of capitals is one word, and so is a run of digits: "parseHTTPResponse2" gives ["parse", "http", "response", "2"].
def split_identifier(name):
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name)
    return [part.lower() for part in parts]
# test: assert split_identifier("parseHTTPResponse2") == ["parse", "http", "response", "2"]
# test: assert split_identifier("max_seq_len") == ["max", "seq", "len"]
# test: assert split_identifier("") == []
# test: assert split_identifier("BLEU") == ["bleu"]
# wrong: part.lower() => part
