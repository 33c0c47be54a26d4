"""Losses and gradient norms of SFT, DPO and distillation, by autodiff. JSON in, JSON out."""
import json
import math
import sys

import torch
import torch.nn.functional as F
from tiny_torch import forward, parameters_of

torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)
case = json.load(sys.stdin)
config = case["config"]
weights = {k: torch.tensor(v, dtype=torch.float32) for k, v in case["weights"].items()}


def rows(p, sequence):
    """Log-probabilities (rows x vocabulary) at the predicted tokens, and these tokens."""
    tokens, start = torch.tensor(sequence["tokens"]), sequence["from"]
    logits = forward(config, p, tokens[None, :-1])[0, start - 1:]
    return logits, tokens[start:]


def logprobs(p, sequence):
    logits, targets = rows(p, sequence)
    return F.log_softmax(logits, -1).gather(-1, targets[:, None])[:, 0]


def sft(p):
    nll = torch.cat([-logprobs(p, s) for s in case["data"]])
    return nll.mean()


def dpo(p):
    beta, nll = case["beta"], case["nll"]
    reference = parameters_of(config, weights["reference"])
    losses = []
    for chosen, rejected in case["pairs"]:
        with torch.no_grad():
            c0, r0 = logprobs(reference, chosen).sum(), logprobs(reference, rejected).sum()
        c, r = logprobs(p, chosen), logprobs(p, rejected)
        margin = beta * ((c.sum() - c0) - (r.sum() - r0))
        losses.append(-F.logsigmoid(margin) - nll * c.mean())
    return torch.stack(losses).mean()


def distil(p):
    t = case["temperature"]
    teacher = parameters_of(config, weights["reference"])
    losses = []
    for sequence in case["data"]:
        with torch.no_grad():
            q = F.log_softmax(rows(teacher, sequence)[0] / t, -1)
        log_p = F.log_softmax(rows(p, sequence)[0] / t, -1)
        losses.append(t * t * (q.exp() * (q - log_p)).sum(-1))
    return torch.cat(losses).mean()


out = {}
for name, loss_of in {"sft": sft, "dpo": dpo, "distil": distil}.items():
    p = parameters_of(config, weights["policy"])
    loss = loss_of(p)
    loss.backward()
    norm = math.sqrt(sum(float(x.grad.double().square().sum()) for x in p.values()))
    out[name] = {"loss": loss.item(), "gradientNorm": norm}
json.dump(out, sys.stdout)
