"""Steps of a training on a processor, with trl's own last layer and with ours, by turns: train.ts says what.

    python trainStep.py FOLDER ROUNDS

FOLDER is one that `writeTrlFiles` wrote. A line of JSON a step: the layer, the tokens, the seconds, the loss.
"""

import json
import sys
import time
from pathlib import Path

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
sys.path.insert(0, str(folder))
import answer_head  # noqa: E402
import train  # noqa: E402

utils = answer_head.trl_utils
theirs = (utils._use_triton, utils._ChunkedLogProbFunction)
answer_head.install()
layers = {"trl": theirs, "ours": (utils._use_triton, utils._ChunkedLogProbFunction)}

trainer, _, _ = train.trainer_of(json.loads((folder / "recipe.json").read_text()), folder)
model = trainer.accelerator.prepare(trainer.model)
model.train()
batches = list(trainer.get_train_dataloader())
for number in range(rounds + 1):
    inputs = batches[number % len(batches)]
    for name, (utils._use_triton, utils._ChunkedLogProbFunction) in layers.items():
        begun = time.perf_counter()
        loss = trainer.compute_loss(model, dict(inputs))
        loss.backward()
        seconds = time.perf_counter() - begun
        model.zero_grad()
        tokens = int(inputs["attention_mask"].sum())
        if number:  # the first one warms up
            print(json.dumps({"layer": name, "tokens": tokens, "seconds": seconds, "loss": loss.item()}), flush=True)
