"""The values of SciPy that rankAgreement_test.ts holds: python rank_values.py > rank_values.json"""
import json
import random

from scipy.stats import kendalltau, rankdata, spearmanr

cases = []
rng = random.Random(7)
for n, levels in [(2, 2), (5, 3), (30, 4), (60, 1000), (200, 6)]:
    x = [rng.randrange(levels) / 4 for _ in range(n)]
    y = [rng.randrange(max(2, levels // 2)) / 2 for _ in range(n)]
    right = [rng.random() < 0.4 for _ in range(n)]
    right[:2] = [True, False]
    ranks, rights = rankdata(x), sum(right)
    auc = (sum(r for r, good in zip(ranks, right) if good) - rights * (rights + 1) / 2) / (rights * (n - rights))

    def plain(value):
        return None if value != value else float(value)

    cases.append({
        "x": x, "y": y, "right": right, "auc": auc,
        "kendall": plain(kendalltau(x, y).statistic), "spearman": plain(spearmanr(x, y).statistic),
        "kendallRight": plain(kendalltau(x, right).statistic), "spearmanRight": plain(spearmanr(x, right).statistic),
    })
print(json.dumps(cases, separators=(",", ":")))
