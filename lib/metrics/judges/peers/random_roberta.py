"""A small random RoBERTa as a folder of Hugging Face's: python random_roberta.py FOLDER

tinyRoberta.ts has the same weights: mulberry32(7), in the order of NAMES.
"""
import json
import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast, RobertaConfig, RobertaModel

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


def symbols():
    """GPT-2's letters for bytes: printable ones stand for themselves, the others follow from 256 on."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {**{byte: chr(byte) for byte in plain}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


def make(folder):
    letters = symbols()
    marks = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 260}
    vocabulary = {**marks, **{letters[byte]: 4 + byte for byte in range(256)}}
    fast = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    fast.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    fast.decoder = decoders.ByteLevel()
    fast.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    PreTrainedTokenizerFast(
        tokenizer_object=fast, model_max_length=WINDOW, bos_token="<s>", cls_token="<s>", eos_token="</s>",
        sep_token="</s>", pad_token="<pad>", unk_token="<unk>", mask_token="<mask>",
    ).save_pretrained(folder)
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


if __name__ == "__main__":
    make(sys.argv[1])
