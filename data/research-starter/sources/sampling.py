"""How next tokens are chosen from a model's distribution."""
import math


# ask: Write a Python function `top_p_filter(probabilities, p)` for nucleus sampling: it keeps the likeliest tokens until their probabilities reach p together (the one that reaches it is kept), sets all others to 0.0 and returns the renormalised list. Among equally likely tokens the earlier index comes first.
def top_p_filter(probabilities, p):
    order = sorted(range(len(probabilities)), key=lambda i: -probabilities[i])
    kept, total = set(), 0.0
    for i in order:
        kept.add(i)
        total += probabilities[i]
        if total >= p:
            break
    return [value / total if i in kept else 0.0 for i, value in enumerate(probabilities)]
# test: assert top_p_filter([0.5, 0.25, 0.25], 0.5) == [1.0, 0.0, 0.0]
# test: assert top_p_filter([0.25, 0.5, 0.25], 0.75) == [1 / 3, 2 / 3, 0.0]
# test: assert top_p_filter([0.25, 0.75], 1.0) == [0.25, 0.75]
# wrong: -probabilities[i] => probabilities[i]


# ask: Write a Python function `min_p_filter(probabilities, p)` that keeps the tokens whose probability is at least p times that of the likeliest one, sets the others to 0.0 and returns the renormalised list.
def min_p_filter(probabilities, p):
    limit = p * max(probabilities)
    kept = [value if value >= limit else 0.0 for value in probabilities]
    return [value / sum(kept) for value in kept]
# test: assert min_p_filter([0.5, 0.5], 0.1) == [0.5, 0.5]
# test: assert all(abs(a - b) < 1e-12 for a, b in zip(min_p_filter([0.8, 0.05, 0.15], 0.1), [0.8 / 0.95, 0.0, 0.15 / 0.95]))
# test: assert min_p_filter([0.5, 0.25, 0.25], 1.0) == [1.0, 0.0, 0.0]
# wrong: p * max(probabilities) => p


# ask: Write a Python function `sample_index(probabilities, u)` that draws by inversion: it returns the first index at which the running sum of the probabilities exceeds u, a number in [0, 1). Where rounding keeps the sum below u, it returns the last index with a probability above 0.
def sample_index(probabilities, u):
    total, last = 0.0, 0
    for index, probability in enumerate(probabilities):
        total += probability
        if probability > 0:
            last = index
        if total > u:
            return index
    return last
# test: assert sample_index([0.5, 0.5], 0.0) == 0
# test: assert sample_index([0.5, 0.5], 0.5) == 1
# test: assert sample_index([0.0, 1.0], 0.0) == 1
# test: assert sample_index([0.3, 0.6999, 0.0], 0.99999) == 1
# wrong: if total > u => if total >= u


# ask: Write a Python function `repetition_penalty(logits, generated, penalty)` that returns new logits in which every token id that was generated already (once, however often it occurs) is made less likely: a positive logit is divided by the penalty, another one multiplied by it.
def repetition_penalty(logits, generated, penalty):
    changed = list(logits)
    for token in set(generated):
        value = changed[token]
        changed[token] = value / penalty if value > 0 else value * penalty
    return changed
# test: assert repetition_penalty([2.0, -1.0, 1.0], [0, 1], 2.0) == [1.0, -2.0, 1.0]
# test: assert repetition_penalty([2.0], [0, 0, 0], 2.0) == [1.0]
# test: assert repetition_penalty([1.0, 2.0], [], 3.0) == [1.0, 2.0]
# wrong: for token in set(generated) => for token in generated


# ask: Write a Python function `entropy(probabilities)` in bits; classes of probability 0 count nothing.
def entropy(probabilities):
    return -sum(p * math.log2(p) for p in probabilities if p > 0)
# test: assert entropy([0.5, 0.5]) == 1.0
# test: assert entropy([1.0, 0.0]) == 0
# test: assert entropy([0.25] * 4) == 2.0
# wrong: math.log2(p) => math.log(p)
