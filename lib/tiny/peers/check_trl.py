"""trl's own DPO loss and its gradient on log-probabilities that are given. JSON in, JSON out.

`DPOTrainer._compute_loss` gets a model that answers with them: nothing of the loss is written down here.
"""
import json
import sys
from collections import defaultdict
from types import SimpleNamespace

import torch
from trl import DPOTrainer

case = json.load(sys.stdin)
most = max(len(row) for step in case["steps"] for row in step["now"])


def padded(rows):
    return torch.tensor([row + [0.0] * (most - len(row)) for row in rows], dtype=torch.float64)


def trainer(loss):
    same = lambda tensor: tensor
    return SimpleNamespace(
        model=SimpleNamespace(training=True),
        accelerator=SimpleNamespace(device="cpu", gather=same, gather_for_metrics=same),
        aux_loss_enabled=False, ld_alpha=None, precompute_ref_logps=True, use_weighting=False,
        f_divergence_type="reverse_kl", loss_types=[loss], loss_weights=[1.0], label_smoothing=0.0,
        beta=case["beta"], _metrics=defaultdict(lambda: defaultdict(list)), _total_train_tokens=0, _tp_size=1,
    )


def loss_of(step, loss):
    # Rows come as chosen, rejected, chosen, …; trl wants all chosen first.
    order = list(range(0, len(step["now"]), 2)) + list(range(1, len(step["now"]), 2))
    rows = [step["now"][i] for i in order]
    reference = torch.tensor([sum(step["reference"][i]) for i in order], dtype=torch.float64)
    now = padded(rows).requires_grad_()
    mask = torch.tensor([[0] + [1] * len(row) + [0] * (most - len(row)) for row in rows])
    none = torch.zeros_like(now)
    outputs = SimpleNamespace(log_probs=now, entropy=none, mean_logits=none, is_top1=none.bool())
    chosen, rejected = reference.chunk(2)
    own = trainer(loss)
    value = DPOTrainer._compute_loss(own, lambda **_: outputs, {
        "input_ids": torch.zeros_like(mask), "attention_mask": torch.ones_like(mask), "completion_mask": mask,
        "ref_chosen_logps": chosen, "ref_rejected_logps": rejected,
    }, False)
    value.backward()
    by_row = [0.0] * len(order)
    for at, i in enumerate(order):
        by_row[i] = now.grad[at, 0].item()  # the same for each token of a completion
    logged = {name: own._metrics["train"][f"rewards/{name}"][0] for name in ("chosen", "rejected", "accuracies")}
    return {"loss": value.item(), "gradient": by_row, **logged}


json.dump({loss: [loss_of(step, loss) for step in case["steps"]] for loss in ("sigmoid", "ipo")}, sys.stdout)
