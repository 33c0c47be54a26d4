"""What PyPI's code-bert-score says with a small random RoBERTa, for codeBertScore_test.ts:

    pip install torch transformers==4.46.3 pandas matplotlib tqdm code-bert-score==0.4.1
    python code_bert_values.py > code_bert_values.json
"""
import json
import tempfile

import code_bert_score
import torch
from random_roberta import LAYERS, make

LONG = "for i in range(10):\n    total += values[i] * 2 - 1\nreturn total"
PAIRS = [
    ("return a + b", "return b + a"),
    ("return a + b", "return a + b"),
    ("", "return 1"),
    ("return 1", ""),
    ("():", "return 1"),
    ("  x = 1\n", "y=2"),
    (LONG, "return sum(2 * v - 1 for v in values[:10])"),
    (LONG, LONG.replace("total", "t")),
    ("function f(x) { return x || 0; }", "def f(x): return x or 0"),
    ("s = 'é ü'", "s = '日本'"),
]
SOURCES = ["def f(a, b):", "def f(a, b):\n    \"\"\"Adds.\"\"\"\n"] * (len(PAIRS) // 2)
# Not of empty programs: of nothing at all the package makes an IndexError.
BLANK = [["", "  \n"][i % 2] if all(pair) else SOURCES[i] for i, pair in enumerate(PAIRS)]

with tempfile.TemporaryDirectory() as folder:
    make(folder)
    cases = []
    for name, options in {
        "plain": {}, "punctuation": {"no_punc": False}, "layer 1": {"num_layers": 1}, "idf": {"idf": True},
        "sources": {"sources": SOURCES}, "sources, punctuation": {"sources": SOURCES, "no_punc": False},
        "blank sources": {"sources": BLANK}, "blank sources, punctuation": {"sources": BLANK, "no_punc": False},
        "rescaled": {"rescale_with_baseline": True, "lang": "python"},
    }.items():
        found = code_bert_score.score(
            [a for a, _ in PAIRS], [b for _, b in PAIRS], model_type=folder, device="cpu", batch_size=1,
            **{"num_layers": LAYERS, "nthreads": 1, **options},
        )
        scores = [[None if v != v else round(v, 7) for v in row] for row in torch.stack(found, dim=1).tolist()]
        cases.append({"name": name, "sources": options.get("sources"), "scores": scores})
print(json.dumps({"pairs": PAIRS, "cases": cases}, ensure_ascii=False, indent=1))
