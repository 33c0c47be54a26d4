"""What PyPI's code-bert-score says with a small random RoBERTa, for codeBertScore_test.ts:

    pip install torch transformers==4.46.3 pandas matplotlib tqdm code-bert-score==0.4.1
    python code_bert_values.py > code_bert_values.json

tinyRoberta.ts has the same weights: mulberry32(7), in the order of NAMES.
"""
import json
import tempfile

import code_bert_score
import torch
from transformers import RobertaConfig, RobertaModel, RobertaTokenizerFast
from transformers.models.gpt2.tokenization_gpt2 import bytes_to_unicode

WIDTH, HEADS, LAYERS, INNER, WINDOW, VOCABULARY = 16, 2, 2, 32, 24, 261
NAMES = ["word_embeddings", "position_embeddings", "token_type_embeddings", "LayerNorm"]
LAYER = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
         "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm"]


def mulberry32(seed):
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        yield (t ^ (t >> 14)) / 2**32


def make(folder):
    symbols = bytes_to_unicode()
    vocabulary = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, **{symbols[b]: 4 + b for b in range(256)}, "<mask>": 260}
    with open(f"{folder}/vocab.json", "w") as file:
        json.dump(vocabulary, file)
    with open(f"{folder}/merges.txt", "w") as file:
        file.write("#version: 0.2\n")
    tokenizer = RobertaTokenizerFast(f"{folder}/vocab.json", f"{folder}/merges.txt", model_max_length=WINDOW)
    tokenizer.save_pretrained(folder)
    model = RobertaModel(RobertaConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
        intermediate_size=INNER, max_position_embeddings=WINDOW + 2, type_vocab_size=1, layer_norm_eps=1e-5,
    ))
    draw, state = mulberry32(7), model.state_dict()
    for name in [f"embeddings.{n}" for n in NAMES] + [f"encoder.layer.{i}.{n}" for i in range(LAYERS) for n in LAYER]:
        for part in ["weight", "bias"]:
            if f"{name}.{part}" in state:
                shape = state[f"{name}.{part}"].shape
                values = torch.tensor([next(draw) - 0.5 for _ in range(shape.numel())], dtype=torch.float64)
                if "LayerNorm" in name and part == "weight":
                    values = values + 1
                state[f"{name}.{part}"].copy_(values.reshape(shape).float())
    model.save_pretrained(folder)


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

with tempfile.TemporaryDirectory() as folder:
    make(folder)
    cases = []
    for name, options in {
        "plain": {}, "punctuation": {"no_punc": False}, "layer 1": {"num_layers": 1}, "idf": {"idf": True},
        "sources": {"sources": SOURCES}, "sources, punctuation": {"sources": SOURCES, "no_punc": False},
        "rescaled": {"rescale_with_baseline": True, "lang": "python"},
    }.items():
        found = code_bert_score.score(
            [a for a, _ in PAIRS], [b for _, b in PAIRS], model_type=folder, device="cpu", batch_size=1,
            **{"num_layers": LAYERS, "nthreads": 1, **options},
        )
        scores = [[None if v != v else round(v, 7) for v in row] for row in torch.stack(found, dim=1).tolist()]
        cases.append({"name": name, "scores": scores})
print(json.dumps({"pairs": PAIRS, "sources": SOURCES, "cases": cases}, ensure_ascii=False, indent=1))
