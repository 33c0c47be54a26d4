"""The same recipe with Unsloth, on one NVIDIA GPU: pip install unsloth; python unsloth_recipe.py recipe.json

A recipe to start from: it has NOT been run by this project, which has no GPU. `base` must be a Hugging
Face folder, or a name that Unsloth knows. Afterwards `lora_to_gguf.py` makes what llama.cpp loads.
"""

import json
import sys
from pathlib import Path

from unsloth import FastLanguageModel, PatchDPOTrainer  # before trl: it patches it

recipe = json.loads(Path(sys.argv[1]).read_text("utf-8"))
folder = Path(sys.argv[1]).resolve().parent
if recipe["method"] == "dpo":
    PatchDPOTrainer()

import trl
from datasets import Dataset

from train import MODULES, fitting, read, settings

model, tokenizer = FastLanguageModel.from_pretrained(
    recipe["base"],
    max_seq_length=recipe["maxLength"],
    load_in_4bit=recipe["precision"] == "4bit",
)
model = FastLanguageModel.get_peft_model(
    model,
    r=recipe["lora"]["rank"],
    lora_alpha=recipe["lora"]["alpha"],
    lora_dropout=recipe["lora"]["dropout"],
    target_modules=MODULES,
    use_gradient_checkpointing="unsloth",
    random_state=recipe["seed"],
)
rows, dropped = fitting(read(folder / "rows.jsonl"), tokenizer, recipe["maxLength"])
print(f"{len(rows)} rows; {dropped} too long")
kind = trl.SFTTrainer if recipe["method"] == "sft" else trl.DPOTrainer
trainer = kind(
    model=model,
    args=settings(recipe, folder / "checkpoints"),
    train_dataset=Dataset.from_list(rows),
    processing_class=tokenizer,
)
trainer.train()
model.save_pretrained(folder)
print(f"python lora_to_gguf.py {folder} {recipe['base']} {folder / 'adapter.gguf'}")
