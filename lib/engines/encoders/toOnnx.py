"""An encoder of Hugging Face in ONNX form, for onnxEncoder:

    pip install torch==2.13.0 transformers==5.24.0 onnx==1.23.2
    python toOnnx.py neulab/codebert-python FOLDER [--layers 11] [--revision REVISION] [--name NAME]

Gives hidden states by layer (from 1) as outputs `layer_N`, and encoder.json: which model at which
revision, its window, its layers, the hash of the file. For a CodeBERT of a language the layer is the one
that PyPI's code-bert-score 0.4.1 takes for it (LAYERS); for any other model it must be said.
"""
import argparse
import hashlib
import json
import os

import torch
from transformers import AutoModel, AutoTokenizer

# By language, as code_bert_score.utils.model2layers: the paper chose each on its own language.
LAYERS = {
    "neulab/codebert-python": 11,
    "neulab/codebert-javascript": 10,
    "neulab/codebert-c": 10,
    "neulab/codebert-cpp": 10,
    "neulab/codebert-java": 7,
    "microsoft/codebert-base-mlm": 10,
}


def layer_of(model):
    """The layer of a known model, by its name or that of the folder that it was copied into; None for another."""
    last = os.path.basename(os.path.normpath(model))
    return next((layer for name, layer in LAYERS.items() if name.split("/")[1] == last.lower()), None)


class Layers(torch.nn.Module):
    def __init__(self, model, layers):
        super().__init__()
        self.model, self.layers = model, layers

    def forward(self, input_ids, attention_mask):
        states = self.model(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
        return tuple(states[layer] for layer in self.layers)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("--layers", type=int, nargs="+", help="from 1; the first is the encoder's own choice")
    parser.add_argument("--revision")
    parser.add_argument("--name", help="beside the scores; the model's own where it is not given")
    given = parser.parse_args()
    if given.layers is None:
        known = layer_of(given.model)
        if known is None:
            parser.error(f"--layers: which one of {given.model}? known for {', '.join(LAYERS)}")
        given.layers = [known]
    tokenizer = AutoTokenizer.from_pretrained(given.model, revision=given.revision)
    model = AutoModel.from_pretrained(given.model, revision=given.revision, attn_implementation="eager").eval()
    config = model.config
    if not all(1 <= layer <= config.num_hidden_layers for layer in given.layers):
        parser.error(f"--layers: {given.model} has layers 1 to {config.num_hidden_layers}")
    os.makedirs(f"{given.folder}/onnx", exist_ok=True)
    tokenizer.save_pretrained(given.folder)
    config.save_pretrained(given.folder)
    path = f"{given.folder}/onnx/model.onnx"
    ids = torch.tensor([tokenizer.encode("a = 1"), tokenizer.encode("b = 2")])
    outputs = [f"layer_{layer}" for layer in given.layers]
    names = ["input_ids", "attention_mask", *outputs]
    torch.onnx.export(
        Layers(model, given.layers), (ids, torch.ones_like(ids)), path, dynamo=False, opset_version=17,
        input_names=names[:2], output_names=outputs, dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names},
    )
    # RoBERTa's positions begin after the one of padding.
    positions = config.max_position_embeddings
    if "roberta" in config.model_type:
        positions -= config.pad_token_id + 1
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    card = {
        "name": given.name or given.model,
        "revision": getattr(config, "_commit_hash", None) or given.revision,
        "window": min(positions, tokenizer.model_max_length),
        "layers": given.layers,
        "sha256": digest,
    }
    with open(f"{given.folder}/encoder.json", "w") as file:
        json.dump(card, file, indent=1)


if __name__ == "__main__":
    main()
