"""Training and sampling speed of the same model in PyTorch eager, on the CPU. JSON in, JSON out."""
import json
import resource
import sys
import time

import torch
import torch.nn.functional as F
from tiny_torch import forward, parameters_of

case = json.load(sys.stdin)
config = case["config"]
torch.set_num_threads(case["threads"])
torch.manual_seed(0)
count = case["parameters"]
p = parameters_of(config, torch.randn(count) * 0.04)
optimizer = torch.optim.AdamW(p.values(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.05)


def best(run, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times), sorted(times)[len(times) // 2]


def train():
    tokens = torch.randint(config["vocabulary"], (case["batch"], case["length"] + 1))
    logits = forward(config, p, tokens[:, :-1])
    loss = F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(p.values(), 1.0)
    optimizer.step()


@torch.inference_mode()
def sample(batch):
    tokens = torch.randint(config["vocabulary"], (batch, case["prompt"]))
    cache = [None] * config["layers"]
    logits = forward(config, p, tokens, cache)[:, -1]
    for _ in range(case["new"]):
        token = torch.multinomial(F.softmax(logits / 0.8, -1), 1)
        logits = forward(config, p, token, cache)[:, -1]


out = {"train": {}, "sample": {}}
train()
train()
seconds = best(train, case["rounds"])
out["train"] = [case["batch"] * case["length"] / s for s in seconds]
for batch in case["batches"]:
    sample(batch)
    seconds = best(lambda: sample(batch), case["rounds"])
    out["sample"][batch] = [batch * case["new"] / s for s in seconds]
out["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
out["version"] = torch.__version__
json.dump(out, sys.stdout)
