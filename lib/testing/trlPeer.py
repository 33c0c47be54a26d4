"""What PEFT and trl say of the same: a question as JSON on standard input, the answer on standard output.

`scores`: [{ base, adapter, messages, tokens }] gives the log-probabilities of a reply's tokens (each as
text) without and with the adapter. `trainings`: [FOLDER] trains what is in the folders, one process, from
beginning to end, and gives the events of each. `masks`: { base, rows, texts } gives ids and labels of the rows as
trl's trainer and collator hand them to the model, and the tokenizer's ids of the texts. `heads`: FOLDER
says how far our last layer is from trl's.
"""

import contextlib
import functools
import io
import json
import sys
import tempfile
from pathlib import Path

import torch
import trl
from datasets import Dataset
from peft import LoraConfig, PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.convert_slow_tokenizer import bytes_to_unicode

LETTERS = bytes_to_unicode()


@functools.cache
def load(base):
    place, _, name = base.rpartition("/")
    options = {"gguf_file": name} if name.endswith(".gguf") else {}
    place = place if options else base
    model = AutoModelForCausalLM.from_pretrained(place, dtype=torch.float32, **options)
    model.hf_quantizer, model.is_quantized = None, False
    return model.eval(), AutoTokenizer.from_pretrained(place, **options)


def logprobs(model, ids, reply):
    with torch.no_grad():
        logits = model(torch.tensor([ids + reply])).logits[0, len(ids) - 1 : -1]
    return logits.log_softmax(-1).gather(1, torch.tensor(reply)[:, None])[:, 0].tolist()


def score(base, adapter, messages, tokens):
    model, tokenizer = load(base)
    ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=True)["input_ids"]
    known = tokenizer.get_vocab()
    spelt = ["".join(LETTERS[byte] for byte in token.encode()) for token in tokens]
    reply = [known[token] if token in known else known[own] for token, own in zip(tokens, spelt)]
    without = logprobs(model, ids, reply)
    adapted = PeftModel.from_pretrained(model, adapter)
    answer = {"without": without, "with": logprobs(adapted.eval(), ids, reply)}
    adapted.unload()
    return answer


def masks(base, rows, texts):
    model, tokenizer = load(base)
    config = trl.SFTConfig(
        tempfile.mkdtemp(), per_device_train_batch_size=len(rows), report_to="none", use_cpu=True,
        train_sampling_strategy="sequential",
    )
    trainer = trl.SFTTrainer(
        model, config, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
        peft_config=LoraConfig(target_modules=["q_proj"]),
    )
    batch = next(iter(trainer.get_train_dataloader()))
    return {
        "ids": batch["input_ids"].tolist(),
        "labels": batch["labels"].tolist(),
        "attention": batch["attention_mask"].tolist(),
        "texts": {text: tokenizer(text)["input_ids"] for text in texts},
        "end": tokenizer.eos_token_id,
    }


def training(folder):
    """All that is imported is imported once, which is what takes the time."""
    sys.path.insert(0, folder)
    import train

    with contextlib.redirect_stdout(io.StringIO()) as said:
        train.main(Path(folder) / "recipe.json")
    return [json.loads(line) for line in said.getvalue().splitlines() if line.startswith('{"step"')]


def heads(folder):
    """Largest differences of our last layer from trl's: log-probabilities, entropy, mean logit, gradient."""
    sys.path.insert(0, folder)
    from answer_head import AnswerHead

    torch.manual_seed(1)
    hidden, weight = torch.randn(700, 24), torch.randn(300, 24) / 2
    offset, targets, grad = torch.randn(300), torch.randint(0, 300, (700,)), torch.randn(700)
    outputs = ("log_probs", "entropy", "mean_logits", "is_top1")

    def both(kind, bias=None, frozen=True, temperature=1.0, weights=None):
        made = []
        for head in (AnswerHead.trl, AnswerHead):
            own, matrix = hidden.to(kind).detach().requires_grad_(), weight.to(weights or kind).detach().requires_grad_(not frozen)
            said = head.apply(own, matrix, bias, targets, temperature, 128, None, 1.0, outputs)
            (said[0] * grad).sum().backward()
            made.append([said[0], said[1], said[3], own.grad, said[4]])
        return [(one.float() - other.float()).abs().max().item() for one, other in zip(*made)]

    # As the trainer runs it, where torch would take some of its operations in bfloat16.
    with torch.autocast("cpu", torch.bfloat16):
        cast = both(torch.bfloat16)
    return {
        "cast": cast,
        "mixed": both(torch.float32, weights=torch.bfloat16),
        "float32": both(torch.float32, offset),
        "bfloat16": both(torch.bfloat16),
        "learned": both(torch.float32, frozen=False),
        "cooler": both(torch.float32, temperature=0.5),
    }


asked = json.load(sys.stdin)
answer = {"trainings": [training(folder) for folder in asked.get("trainings", [])]}
answer["scores"] = [score(**one) for one in asked.get("scores", [])]
if "heads" in asked:
    answer["heads"] = heads(asked["heads"])
if "masks" in asked:
    answer["masks"] = masks(**asked["masks"])
print(json.dumps(answer))
