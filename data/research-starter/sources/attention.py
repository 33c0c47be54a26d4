"""Attention over short sequences, written out for inspection of single heads."""
import math


# ask: Write a Python function `causal_mask(length)` that returns a square list of lists of booleans: entry [i][j] says whether position i may look at position j, that is whether j is at most i.
def causal_mask(length):
    return [[column <= row for column in range(length)] for row in range(length)]
# test: assert causal_mask(0) == []
# test: assert causal_mask(2) == [[True, False], [True, True]]
# test: assert sum(map(sum, causal_mask(5))) == 15
# wrong: column <= row => column < row


# ask: Write a Python function `attention_weights(query, keys, mask)` that returns the softmax over keys of the dot products of query and key divided by the square root of the dimension. `mask` is an optional list of booleans; masked keys (False) get weight 0. If every key is masked all weights are 0.0.
def attention_weights(query, keys, mask=None):
    scale = math.sqrt(len(query))
    scores = [sum(a * b for a, b in zip(query, key)) / scale for key in keys]
    shown = [mask is None or mask[i] for i in range(len(keys))]
    if not any(shown):
        return [0.0] * len(keys)
    top = max(score for score, see in zip(scores, shown) if see)
    exps = [math.exp(score - top) if see else 0.0 for score, see in zip(scores, shown)]
    return [value / sum(exps) for value in exps]
# test: assert attention_weights([1.0, 0.0], [[0.0, 1.0], [0.0, 2.0]]) == [0.5, 0.5]
# test: assert attention_weights([1.0], [[5.0], [9.0]], [True, False]) == [1.0, 0.0]
# test: assert attention_weights([1.0], [[1.0], [2.0]], [False, False]) == [0.0, 0.0]
# test: assert abs(attention_weights([2.0, 0, 0, 0], [[1.0, 0, 0, 0], [0.0, 0, 0, 0]])[0] - 1 / (1 + math.exp(-1))) < 1e-12
# wrong: / scale for key => / 1 for key


# ask: Write a Python function `sinusoidal_positions(length, width)` that returns the position encodings of the original transformer: entry [p][2i] is sin(p / 10000 ** (2i / width)), entry [p][2i + 1] the cosine of the same angle. The width is even.
def sinusoidal_positions(length, width):
    table = []
    for position in range(length):
        row = []
        for i in range(0, width, 2):
            angle = position / 10000 ** (i / width)
            row += [math.sin(angle), math.cos(angle)]
        table.append(row)
    return table
# test: assert sinusoidal_positions(1, 4) == [[0.0, 1.0, 0.0, 1.0]]
# test: assert abs(sinusoidal_positions(2, 2)[1][0] - math.sin(1)) < 1e-12
# test: assert abs(sinusoidal_positions(3, 4)[2][2] - math.sin(0.02)) < 1e-12
# test: assert sinusoidal_positions(0, 4) == []
# wrong: (i / width) => (2 * i / width)


# ask: Write a Python function `rotate_pair(x, y, position, frequency)` that turns the pair (x, y) by the angle position * frequency counter-clockwise, as rotary embeddings do, and returns the new pair as a tuple.
def rotate_pair(x, y, position, frequency):
    angle = position * frequency
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine - y * sine, x * sine + y * cosine
# test: assert rotate_pair(1.0, 2.0, 0, 3.0) == (1.0, 2.0)
# test: assert all(abs(a - b) < 1e-12 for a, b in zip(rotate_pair(1.0, 0.0, 1, math.pi / 2), (0.0, 1.0)))
# test: assert all(abs(a - b) < 1e-12 for a, b in zip(rotate_pair(0.0, 1.0, 2, math.pi / 4), (-1.0, 0.0)))
# wrong: x * cosine - y * sine, x * sine + y * cosine => x * cosine + y * sine, y * cosine - x * sine


# ask: Write a Python function `sliding_window(length, window)` that lists, for every position of a sequence, the pair (first, last) of the positions that it may look at: itself and the window - 1 positions before it, as far as there are such. A window below 1 raises ValueError.
def sliding_window(length, window):
    if window < 1:
        raise ValueError(f"window must be at least 1: {window}")
    return [(max(0, position - window + 1), position) for position in range(length)]
# test: assert sliding_window(4, 2) == [(0, 0), (0, 1), (1, 2), (2, 3)]
# test: assert sliding_window(2, 1) == [(0, 0), (1, 1)]
# test: assert sliding_window(2, 9) == [(0, 0), (0, 1)]
# wrong: position - window + 1 => position - window
