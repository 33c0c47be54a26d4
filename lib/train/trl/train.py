"""Trains a LoRA adapter with trl, as recipe.json beside it says: SFT or DPO.

    python train.py recipe.json
    accelerate launch --config_file accelerate.yaml train.py recipe.json

Reads `recipe.json`, `rows.jsonl` and, where it is there, `heldOut.jsonl` (pairs that a DPO is judged by
when it is done), and writes `adapter_model.safetensors` and `adapter_config.json`
(PEFT) and `adapter.gguf` (llama.cpp) into the same folder. Every step is a line of JSON on standard
output. Killed and started again, it goes on from the last checkpoint that is whole, says the earlier
steps again, and ends with the same adapter.
"""

import json
import os
import shutil
import sys
import threading
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # weights are a folder or a file here; nothing is fetched
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

try:
    import peft
    import torch
    import transformers
    import trl
    from datasets import Dataset

    import answer_head
    import lora_to_gguf
except ModuleNotFoundError as error:
    sys.exit(f"refused: {error.name} is missing in {sys.executable} (deno task train-env installs it)")

WHOLE = "whole"  # the last thing that is written into a checkpoint
MODULES = "q_proj k_proj v_proj o_proj gate_proj up_proj down_proj".split()


def refuse(why):
    sys.exit(f"refused: {why}")


def end_with_input():
    """Ends with whoever started it, even if that was killed."""
    while os.read(0, 1):
        pass
    os._exit(1)


def say(event):
    if int(os.environ.get("RANK", 0)) == 0:
        print(json.dumps(event), flush=True)


def load(recipe):
    """Model and tokenizer of a folder, or of a GGUF, whose weights transformers dequantises."""
    base, precision = Path(recipe["base"]), recipe["precision"]
    if base.is_file():
        place, options = base.parent, {"gguf_file": base.name}
    else:
        place, options = base, {}
    tokenizer = transformers.AutoTokenizer.from_pretrained(place, **options)
    how = dict(options, dtype=torch.float32 if precision == "f32" else torch.bfloat16)
    if precision == "4bit":
        if base.is_file():
            refuse("precision 4bit needs a Hugging Face folder: a GGUF is read dequantised")
        if not torch.cuda.is_available():
            refuse("precision 4bit needs a GPU, and none is here")
        how["quantization_config"] = transformers.BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16,
        )
        how["device_map"] = {"": int(os.environ.get("LOCAL_RANK", 0))}
    model = transformers.AutoModelForCausalLM.from_pretrained(place, **how)
    if base.is_file():
        # They are plain numbers now; what says otherwise keeps PEFT and Trainer from training beside them.
        model.hf_quantizer = None
        model.is_quantized = False
        for name in ("quantization_method", "quantization_config"):
            for owner in (model, model.config):
                if hasattr(owner, name):
                    delattr(owner, name)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return model, tokenizer


def read(path):
    """Rows with the columns of trl; those of hosted preference tuning are the same under other names."""
    rows = []
    # A line ends at a line feed alone: `splitlines` would cut a text at U+2028 and others of its kind.
    for line in Path(path).read_text("utf-8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        if "input" in row:
            row = {
                "prompt": row["input"]["messages"],
                "chosen": row["preferred_output"],
                "rejected": row["non_preferred_output"],
            }
        known = ("prompt", "completion", "chosen", "rejected")
        rows.append({name: row[name] for name in known if name in row})
    return rows


def length(tokenizer, prompt, answer):
    """Tokens of a prompt and its answer, its end included."""
    if isinstance(prompt, str):
        return len(tokenizer(prompt + answer)["input_ids"]) + 1
    return len(tokenizer.apply_chat_template(prompt + answer, return_dict=True)["input_ids"])


def fitting(rows, tokenizer, most):
    """The rows that are read whole: half an answer would teach to stop in the middle."""
    answers = [name for name in ("completion", "chosen", "rejected") if rows and name in rows[0]]
    kept = [
        row for row in rows
        if all(length(tokenizer, row["prompt"], row[name]) <= most for name in answers)
    ]
    return kept, len(rows) - len(kept)


def whole_checkpoint(folder):
    found = [path for path in folder.glob("checkpoint-*") if (path / WHOLE).exists()]
    return max(found, key=lambda path: int(path.name.split("-")[1]), default=None)


class Events(transformers.TrainerCallback):
    """Says every step, and keeps what was said with each checkpoint."""

    names = {
        "loss": "loss",
        "learning_rate": "learningRate",
        "grad_norm": "gradientNorm",
        "rewards/accuracies": "accuracy",
        "rewards/margins": "margin",
        "rewards/chosen": "chosenReward",
        "rewards/rejected": "rejectedReward",
    }

    def __init__(self, dropped, held_out, before):
        self.dropped = dropped
        self.held_out = held_out
        self.said = [json.loads(line) for line in before.read_text("utf-8").split("\n") if line] if before else []
        self.tokens = 0
        for event in self.said:
            say(event)

    def on_log(self, args, state, control, logs=None, **_):
        if not state.is_world_process_zero:
            return
        if "eval_rewards/accuracies" in logs:
            # The last step again, with what is known now.
            judged = {
                "heldOut": self.held_out,
                "heldOutAccuracy": float(logs["eval_rewards/accuracies"]),
                "heldOutMargin": float(logs["eval_rewards/margins"]),
            }
            say({**self.said[-1], **judged})
        if "loss" not in logs:
            return
        event = {"step": state.global_step, "steps": state.max_steps, "dropped": self.dropped}
        for name, own in self.names.items():
            if name in logs:
                event[own] = float(logs[name])
        event["tokens"] = int(logs["num_tokens"]) - self.tokens
        self.tokens = int(logs["num_tokens"])
        self.said.append(event)
        say(event)

    def on_save(self, args, state, control, **_):
        if state.is_world_process_zero:
            place = Path(args.output_dir) / f"checkpoint-{state.global_step}"
            lines = "".join(json.dumps(event) + "\n" for event in self.said)
            (place / "events.jsonl").write_text(lines)
            (place / WHOLE).touch()


def settings(recipe, checkpoints):
    """trl's configuration."""
    processes = int(os.environ.get("WORLD_SIZE", 1))
    at_once = recipe["microBatch"] * processes
    if recipe["batchSize"] % at_once:
        refuse(
            f"'batchSize' {recipe['batchSize']} is no multiple of {recipe['microBatch']} rows at a time"
            f" ('microBatch') on {processes} processes"
        )
    gpu = torch.cuda.is_available() and not recipe["cpu"]
    usual = dict(
        output_dir=str(checkpoints),
        per_device_train_batch_size=recipe["microBatch"],
        per_device_eval_batch_size=1,  # a mean over batches is then one over pairs
        gradient_accumulation_steps=recipe["batchSize"] // at_once,
        learning_rate=recipe["learningRate"],
        lr_scheduler_type=recipe["schedule"],
        warmup_steps=recipe["warmup"],
        weight_decay=recipe["weightDecay"],
        max_grad_norm=recipe["clip"],
        max_steps=recipe.get("steps", -1),
        num_train_epochs=recipe["epochs"],
        seed=recipe["seed"],
        optim="adamw_torch" if recipe["optimizer"] == "adamw" else "adamw_8bit",
        max_length=recipe["maxLength"],
        logging_steps=1,
        logging_first_step=True,
        save_strategy="steps",
        save_steps=recipe["saveEvery"],
        save_total_limit=2,  # one is whole while the other is written
        report_to="none",
        disable_tqdm=True,
        use_cpu=not gpu,
        bf16=recipe["precision"] != "f32",
        gradient_checkpointing=gpu,
        dataloader_pin_memory=gpu,
        ddp_find_unused_parameters=False,
    )
    if recipe["method"] == "sft":
        return trl.SFTConfig(completion_only_loss=True, **usual)
    return trl.DPOConfig(
        beta=recipe["beta"],
        loss_type=[recipe["loss"]] + (["sft"] if recipe["nll"] else []),
        loss_weights=[1.0] + ([recipe["nll"]] if recipe["nll"] else []),
        **usual,
    )


def trainer_of(recipe, folder):
    """trl's trainer, ready to start, how many rows were left out, and how many are held out."""
    model, tokenizer = load(recipe)
    given, most = read(folder / "rows.jsonl"), recipe["maxLength"]
    rows, dropped = fitting(given, tokenizer, most)
    if not rows:
        refuse(f"all {len(given)} rows are longer than {most} tokens ('maxLength')")
    if recipe.get("adapter"):
        model = peft.PeftModel.from_pretrained(model, recipe["adapter"], is_trainable=True)
        lora = None
    else:
        lora = peft.LoraConfig(
            r=recipe["lora"]["rank"],
            lora_alpha=recipe["lora"]["alpha"],
            lora_dropout=recipe["lora"]["dropout"],
            target_modules=MODULES,
            task_type="CAUSAL_LM",
        )
    held = folder / "heldOut.jsonl"
    held_out = fitting(read(held), tokenizer, most)[0] if held.exists() else []
    kind = trl.SFTTrainer if recipe["method"] == "sft" else trl.DPOTrainer
    trainer = kind(
        model=model,
        args=settings(recipe, folder / "checkpoints"),
        train_dataset=Dataset.from_list(rows),
        eval_dataset=Dataset.from_list(held_out) if held_out else None,
        processing_class=tokenizer,
        peft_config=lora,
    )
    return trainer, dropped, len(held_out)


def write(trainer, recipe, folder):
    """The adapter, for PEFT and for llama.cpp, the same bytes for the same numbers."""
    model = trainer.accelerator.unwrap_model(trainer.model)
    aside = folder / "checkpoints" / "adapter"
    model.save_pretrained(aside, selected_adapters=["default"])
    config = json.loads((aside / "adapter_config.json").read_text())
    config["target_modules"] = sorted(config["target_modules"])
    config["base_model_name_or_path"] = Path(recipe["base"]).name
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    os.replace(aside / "adapter_model.safetensors", folder / "adapter_model.safetensors")
    lora_to_gguf.convert(folder, model.config, folder / "adapter.gguf")
    packages = ("accelerate", "gguf", "peft", "torch", "transformers", "trl")
    versions = {name: version(name) for name in packages}
    (folder / "environment.json").write_text(json.dumps(versions, indent=2) + "\n")


def main(path):
    if os.environ.get("TRACELAB_ENDS_WITH_INPUT"):
        threading.Thread(target=end_with_input, daemon=True).start()
    folder = Path(path).resolve().parent
    recipe = json.loads(Path(path).read_text("utf-8"))
    if recipe["cpu"] or not torch.cuda.is_available():
        if not answer_head.fits():
            refuse(f"trl {trl.__version__} scores answers in another way (deno task train-env installs ours)")
        answer_head.install()
    trainer, dropped, held_out = trainer_of(recipe, folder)
    checkpoints = folder / "checkpoints"
    start = whole_checkpoint(checkpoints)
    trainer.add_callback(Events(dropped, held_out, start and start / "events.jsonl"))
    trainer.train(resume_from_checkpoint=start and str(start))
    if held_out:
        trainer.evaluate()
    if trainer.accelerator.is_main_process:
        write(trainer, recipe, folder)
        shutil.rmtree(checkpoints)
    trainer.accelerator.wait_for_everyone()


if __name__ == "__main__":
    main(sys.argv[1])
    sys.stdout.flush()
    sys.stderr.flush()
    # Not taken apart: Gloo's threads want Python's lock for it, which who waits for them holds.
    os._exit(0)
