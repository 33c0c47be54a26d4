"""The fronts of 1,000 matrices by gepa (PyPI, MIT licence): `pip install gepa==0.1.4`, then
`python gepaFronts.py > gepaFronts.json`. The matrices are drawn by a generator that `paretoFront_test.ts` repeats."""
import json

from gepa.gepa_utils import remove_dominated_programs

def generator(seed):
    state = (seed * 2654435761 + 12345) % 4294967296
    def next_():
        nonlocal state
        state = (state * 1664525 + 1013904223) % 4294967296
        return state / 4294967296
    for _ in range(4):
        next_()
    return next_

def matrix(number):
    draw = generator(number)
    rows, columns = 1 + int(draw() * 8), 1 + int(draw() * 12)
    levels = [2, 3, 1_000_000][number % 3]
    return [[int(draw() * levels) / (levels - 1) for _ in range(columns)] for _ in range(rows)]

def front(scores):
    best = {}
    for task in range(len(scores[0])):
        top = max(row[task] for row in scores)
        best[task] = {i for i, row in enumerate(scores) if row[task] == top}
    means = [sum(row) / len(row) for row in scores]
    kept = remove_dominated_programs(best, scores=means)
    wins = {}
    for members in kept.values():
        for i in members:
            wins[i] = wins.get(i, 0) + 1
    return [[i, wins[i]] for i in sorted(wins)]

print(json.dumps([front(matrix(n)) for n in range(1000)], separators=(",", ":")))
