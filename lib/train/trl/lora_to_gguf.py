"""Writes a PEFT adapter as llama.cpp reads it: python lora_to_gguf.py ADAPTER_FOLDER BASE OUT.gguf

BASE is the Hugging Face folder, or the GGUF, that the adapter was trained on. The layout is that of
llama.cpp's convert_lora_to_gguf.py: two tensors a weight, `blk.0.attn_q.weight.lora_a` and `.lora_b`,
and `adapter.lora.alpha`; the scale is alpha / rank.
"""

import json
import os
import re
import sys
from pathlib import Path

import gguf
import numpy
from safetensors.numpy import load_file

NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
# Whether the rows of queries and keys are in another order there.
TURNED = {"llama": True, "qwen2": False}
KEY = re.compile(r"^base_model\.model\.model\.layers\.(\d+)\.(.+)\.lora_([AB])\.weight$")


def turned(rows, heads):
    """llama.cpp turns neighbouring numbers of a head together, transformers its two halves."""
    return rows.reshape(heads, 2, -1, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


def convert(folder, config, out):
    """The adapter in a folder, for a base of that configuration, into a file."""
    if config.model_type not in TURNED:
        known = ", ".join(TURNED)
        print(f"no GGUF layout for {config.model_type} (known: {known}); see {folder}", file=sys.stderr)
        return
    lora = json.loads((Path(folder) / "adapter_config.json").read_text("utf-8"))
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    tensors = {}
    for key, value in load_file(Path(folder) / "adapter_model.safetensors").items():
        found = KEY.match(key)
        if not found or found[2] not in NAMES:
            raise ValueError(f"{key}: no place for it in llama.cpp")
        name = NAMES[found[2]]
        if found[3] == "B" and TURNED[config.model_type] and name in heads:
            value = turned(value, heads[name])
        full = f"blk.{found[1]}.{name}.weight.lora_{found[3].lower()}"
        tensors[full] = numpy.ascontiguousarray(value, dtype=numpy.float32)
    aside = Path(f"{out}.part")
    writer = gguf.GGUFWriter(aside, config.model_type)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(lora["lora_alpha"]))
    for name in sorted(tensors):
        writer.add_tensor(name, tensors[name])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(aside, out)


if __name__ == "__main__":
    from transformers import AutoConfig

    adapter, base, out = map(Path, sys.argv[1:])
    place, options = (base.parent, {"gguf_file": base.name}) if base.is_file() else (base, {})
    convert(adapter, AutoConfig.from_pretrained(place, **options), out)
