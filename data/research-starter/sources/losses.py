"""Losses of the classification and ranking experiments, on plain lists of floats."""
import math

EPSILON = 1e-12


# ask: Write a Python function `softmax(scores, temperature)` for the output layer. It divides the scores by the temperature (1.0 by default) and returns the probabilities as a list. Subtract the largest score first so that large scores do not overflow. An empty list gives an empty list.
def softmax(scores, temperature=1.0):
    if not scores:
        return []
    top = max(scores)
    exps = [math.exp((score - top) / temperature) for score in scores]
    total = sum(exps)
    return [value / total for value in exps]
# test: assert softmax([0.0, 0.0]) == [0.5, 0.5]
# test: assert softmax([]) == []
# test: assert abs(sum(softmax([1.0, 2.0, 3.0])) - 1) < 1e-12
# test: assert softmax([1000.0, 0.0])[0] > 0.999
# test: assert softmax([1.0, 2.0], 0.5)[1] > softmax([1.0, 2.0])[1]
# wrong: (score - top) / temperature => score / temperature


# ask: Write a Python function `cross_entropy(probabilities, label, smoothing)` that returns the cross-entropy of one example in nats. `probabilities` is a list over classes, `label` the index of the right one. With label smoothing s (0 by default) the target is 1 - s on the label plus s / classes on every class. Probabilities below 1e-12 count as 1e-12.
def cross_entropy(probabilities, label, smoothing=0.0):
    classes = len(probabilities)
    loss = 0.0
    for index, probability in enumerate(probabilities):
        target = smoothing / classes + (1 - smoothing if index == label else 0.0)
        loss -= target * math.log(max(probability, EPSILON))
    return loss
# test: assert abs(cross_entropy([0.25, 0.75], 1) + math.log(0.75)) < 1e-12
# test: assert abs(cross_entropy([0.5, 0.5], 0) - math.log(2)) < 1e-12
# test: assert abs(cross_entropy([1.0, 0.0], 1) + math.log(1e-12)) < 1e-9
# test: assert abs(cross_entropy([0.9, 0.1], 0, 0.2) + 0.9 * math.log(0.9) + 0.1 * math.log(0.1)) < 1e-12
# wrong: smoothing / classes => smoothing


# ask: Write a Python function `focal_loss(probability, gamma, alpha)` for one example: -alpha * (1 - p) ** gamma * log(p), where p is the probability of the true class, gamma is 2.0 and alpha 1.0 by default. Probabilities below 1e-12 count as 1e-12.
def focal_loss(probability, gamma=2.0, alpha=1.0):
    p = max(probability, EPSILON)
    return -alpha * (1 - p) ** gamma * math.log(p)
# test: assert focal_loss(1.0) == 0
# test: assert focal_loss(0.9) < 0.01 < focal_loss(0.7)
# test: assert abs(focal_loss(0.5) - 0.25 * math.log(2)) < 1e-12
# test: assert abs(focal_loss(0.5, 0.0) - math.log(2)) < 1e-12
# test: assert focal_loss(0.3, 2.0, 0.5) == 0.5 * focal_loss(0.3)
# wrong: (1 - p) ** gamma => p ** gamma


# ask: Write a Python function `hinge_ranking_loss(positive, negatives, margin)` that averages max(0, margin - positive + negative) over the scores of the negatives. The margin is 1.0 by default. Without negatives the loss is 0.0.
def hinge_ranking_loss(positive, negatives, margin=1.0):
    if not negatives:
        return 0.0
    return sum(max(0.0, margin - positive + negative) for negative in negatives) / len(negatives)
# test: assert hinge_ranking_loss(2.0, [0.0, 0.5]) == 0.0
# test: assert hinge_ranking_loss(0.0, [0.0, 1.0]) == 1.5
# test: assert hinge_ranking_loss(0.0, []) == 0.0
# test: assert abs(hinge_ranking_loss(1.0, [1.0], 0.2) - 0.2) < 1e-12
# wrong: / len(negatives) => / 1


# ask: Write a Python function `kl_divergence(p, q)` of two distributions given as lists: the sum of p * log(p / q) in nats. Terms with p = 0 count nothing; where q is 0 and p is not, the divergence is infinite. Lists of different lengths raise ValueError.
def kl_divergence(p, q):
    if len(p) != len(q):
        raise ValueError(f"{len(p)} and {len(q)} classes")
    total = 0.0
    for a, b in zip(p, q):
        if a == 0:
            continue
        if b == 0:
            return math.inf
        total += a * math.log(a / b)
    return total
# test: assert kl_divergence([0.5, 0.5], [0.5, 0.5]) == 0
# test: assert abs(kl_divergence([1.0, 0.0], [0.5, 0.5]) - math.log(2)) < 1e-12
# test: assert kl_divergence([0.5, 0.5], [1.0, 0.0]) == math.inf
# test: assert abs(kl_divergence([0.75, 0.25], [0.25, 0.75]) - 0.5 * math.log(3)) < 1e-12
# wrong: math.log(a / b) => math.log(b / a)
