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


def ratios(p):
    """Log-ratios of chosen and rejected completions to the reference's, and their lengths."""
    reference = parameters_of(config, weights["reference"])
    found = []
    for pair in case["pairs"]:
        for sequence in pair:
            with torch.no_grad():
                base = logprobs(reference, sequence).sum()
            own = logprobs(p, sequence)
            found.append((own.sum() - base, len(own)))
    return found[::2], found[1::2]


def ipo(p):
    """trl, loss_type="ipo": log-ratios are means over tokens."""
    chosen, rejected = ratios(p)
    gaps = [c / m - r / n for (c, m), (r, n) in zip(chosen, rejected)]
    return torch.stack([(gap - 1 / (2 * case["beta"])) ** 2 for gap in gaps]).mean()


def kto(p):
    """trl, loss_type="kto_pair"."""
    chosen, rejected = (torch.stack([x for x, _ in side]) for side in ratios(p))
    chosen_kl, rejected_kl = chosen.mean().detach().clamp(min=0), rejected.mean().detach().clamp(min=0)
    beta = case["beta"]
    return torch.cat((
        1 - torch.sigmoid(beta * (chosen - rejected_kl)),
        1 - torch.sigmoid(beta * (chosen_kl - rejected)),
    )).mean()


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
for name, loss_of in {"sft": sft, "dpo": dpo, "ipo": ipo, "kto": kto, "distil": distil}.items():
    p = parameters_of(config, weights["policy"])
    loss = loss_of(p)
    loss.backward()
    norm = math.sqrt(sum(float(x.grad.double().square().sum()) for x in p.values()))
    out[name] = {"loss": loss.item(), "gradientNorm": norm}
json.dump(out, sys.stdout)
