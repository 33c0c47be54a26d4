"""Writes small models of random weights, each as a Hugging Face folder and as a GGUF, the same one.

    python tinyHf.py FOLDER      ->  FOLDER/{llama,qwen2}/{hf,tiny.gguf}

Their tokens are ASCII's characters, pairs of blanks, and three marks of a conversation.
"""

import sys
from pathlib import Path

import gguf
import numpy
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, Qwen2Config

tokens = [*map(chr, range(33, 127)), "Ġ", "Ċ", "ĠĠ", "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
end = len(tokens) - 1
template = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
size, hidden, layers, heads, kv = 64, 128, 2, 4, 2
shape = dict(
    vocab_size=len(tokens),
    hidden_size=size,
    intermediate_size=hidden,
    num_hidden_layers=layers,
    num_attention_heads=heads,
    num_key_value_heads=kv,
    max_position_embeddings=1024,
    initializer_range=0.15,
    rope_theta=10000.0,
    bos_token_id=len(tokens) - 3,
    eos_token_id=end,
    pad_token_id=len(tokens) - 3,
)

def write(folder, kind):
    # One with a head of its own, one without.
    own = kind == "llama"
    config = (LlamaConfig if own else Qwen2Config)(**shape, tie_word_embeddings=not own)
    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if name.endswith("bias"):
                value.normal_(0, 0.1)

    writer = gguf.GGUFWriter(folder / "tiny.gguf", kind)
    writer.add_context_length(1024)
    writer.add_embedding_length(size)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(size // heads)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([1] * (len(tokens) - 3) + [3] * 3)
    writer.add_token_merges(["Ġ Ġ"])
    writer.add_bos_token_id(end - 2)
    writer.add_eos_token_id(end)
    writer.add_pad_token_id(end - 2)
    writer.add_add_bos_token(False)
    writer.add_chat_template(template)
    names = gguf.get_tensor_name_map(
        gguf.MODEL_ARCH.LLAMA if kind == "llama" else gguf.MODEL_ARCH.QWEN2, layers)
    for name, value in model.state_dict().items():
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        value = value.numpy()
        part = name.split(".")[-2]
        if kind == "llama" and part in ("q_proj", "k_proj"):
            # llama.cpp turns neighbouring numbers of a head, transformers its halves.
            count = heads if part == "q_proj" else kv
            value = value.reshape(count, 2, -1, size).swapaxes(1, 2).reshape(value.shape)
        stem, ending = name.rsplit(".", 1)
        writer.add_tensor(f"{names.get_name(stem)}.{ending}", numpy.ascontiguousarray(value))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()

    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file="tiny.gguf")
    model.save_pretrained(folder / "hf")
    tokenizer.save_pretrained(folder / "hf")


for kind in ("llama", "qwen2"):
    (Path(sys.argv[1]) / kind).mkdir()
    write(Path(sys.argv[1]) / kind, kind)
