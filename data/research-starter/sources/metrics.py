"""Evaluation metrics that the tables of the experiments report."""
import math
from collections import Counter


# ask: Write a Python function `f1_score(predicted, actual)` for two equally long lists of 0 and 1: the harmonic mean of precision and recall of the class 1. Where there is no true positive the score is 0.0.
def f1_score(predicted, actual):
    hits = sum(1 for p, a in zip(predicted, actual) if p == 1 and a == 1)
    if hits == 0:
        return 0.0
    precision, recall = hits / sum(predicted), hits / sum(actual)
    return 2 * precision * recall / (precision + recall)
# test: assert f1_score([1, 0, 1], [1, 0, 1]) == 1.0
# test: assert f1_score([1, 1, 0, 0], [1, 0, 1, 0]) == 0.5
# test: assert f1_score([0, 0], [1, 1]) == 0.0
# test: assert abs(f1_score([1, 1, 1, 1], [1, 0, 0, 0]) - 0.4) < 1e-12
# wrong: 2 * precision * recall / (precision + recall) => (precision + recall) / 2


# ask: Write a Python function `roc_auc(scores, labels)` that returns the probability that a random positive (label 1) has a higher score than a random negative (label 0); ties count one half. Where a class is missing it returns None.
def roc_auc(scores, labels):
    positives = [s for s, label in zip(scores, labels) if label == 1]
    negatives = [s for s, label in zip(scores, labels) if label == 0]
    if not positives or not negatives:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))
# test: assert roc_auc([0.9, 0.1], [1, 0]) == 1.0
# test: assert roc_auc([0.5, 0.5], [1, 0]) == 0.5
# test: assert roc_auc([0.1, 0.2], [1, 1]) is None
# test: assert roc_auc([0.8, 0.3, 0.5, 0.1], [1, 1, 0, 0]) == 0.75
# wrong: 0.5 * (p == n) => (p == n)


# ask: Write a Python function `top_k_accuracy(rankings, labels, k)` where `rankings` holds, for every example, the classes from the likeliest to the least likely. It returns the share of examples whose label is among the first k. Without examples it returns 0.0.
def top_k_accuracy(rankings, labels, k):
    if not labels:
        return 0.0
    return sum(label in ranking[:k] for ranking, label in zip(rankings, labels)) / len(labels)
# test: assert top_k_accuracy([[2, 0, 1], [1, 2, 0]], [0, 1], 1) == 0.5
# test: assert top_k_accuracy([[2, 0, 1], [1, 2, 0]], [0, 1], 2) == 1.0
# test: assert top_k_accuracy([], [], 3) == 0.0
# wrong: ranking[:k] => ranking[:k + 1]


# ask: Write a Python function `bleu_precision(candidate, reference, n)` of two lists of tokens: the share of the candidate's n-grams that are in the reference, each counted at most as often as the reference has it (clipped). A candidate shorter than n gives 0.0.
def bleu_precision(candidate, reference, n):
    def ngrams(tokens):
        return Counter(tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1))

    mine = ngrams(candidate)
    if not mine:
        return 0.0
    shared = mine & ngrams(reference)
    return sum(shared.values()) / sum(mine.values())
# test: assert bleu_precision("the the the".split(), "the cat".split(), 1) == 1 / 3
# test: assert bleu_precision("a b c".split(), "a b d".split(), 2) == 0.5
# test: assert bleu_precision(["a"], ["a", "b"], 2) == 0.0
# test: assert bleu_precision("a b".split(), "a b".split(), 2) == 1.0
# wrong: mine & ngrams(reference) => mine


# ask: Write a Python function `expected_calibration_error(confidences, correct, bins)` with `bins` bins of equal width over [0, 1]; a confidence of exactly 1 belongs to the last bin. It returns the mean, weighted by the number of examples in a bin, of the absolute difference of the bin's mean confidence and its share of correct ones. Without examples it returns 0.0.
def expected_calibration_error(confidences, correct, bins=10):
    if not confidences:
        return 0.0
    members = [[] for _ in range(bins)]
    for confidence, right in zip(confidences, correct):
        members[min(int(confidence * bins), bins - 1)].append((confidence, right))
    error = 0.0
    for part in members:
        if part:
            gap = sum(c for c, _ in part) - sum(bool(r) for _, r in part)
            error += abs(gap)
    return error / len(confidences)
# test: assert expected_calibration_error([1.0, 1.0], [True, True]) == 0.0
# test: assert expected_calibration_error([1.0, 1.0], [True, False]) == 0.5
# test: assert expected_calibration_error([], []) == 0.0
# test: assert abs(expected_calibration_error([0.25, 0.85], [False, True], 2) - 0.2) < 1e-12
# test: assert abs(expected_calibration_error([0.25, 0.85], [False, True], 1) - 0.05) < 1e-12
# wrong: abs(gap) => gap


# ask: Write a Python function `perplexity(log_probabilities)` of the natural log-probabilities of tokens: the exponential of the negative mean. An empty list raises ValueError.
def perplexity(log_probabilities):
    if not log_probabilities:
        raise ValueError("no tokens")
    return math.exp(-sum(log_probabilities) / len(log_probabilities))
# test: assert perplexity([0.0, 0.0]) == 1.0
# test: assert abs(perplexity([math.log(0.25)] * 3) - 4) < 1e-12
# test: assert abs(perplexity([math.log(0.5), math.log(0.125)]) - 4) < 1e-12
# wrong: / len(log_probabilities) => / 1
