"""The embedded model in PyTorch, for the tests and the benchmark: the same equations, autodiff."""
import torch
import torch.nn.functional as F


def parameters_of(config, flat):
    """Names and tensors, cut from the flat vector of weights in the order of `parameters`."""
    v, d, hidden = config["vocabulary"], config["width"], config["hidden"]
    shapes = [("embedding", (v, d))]
    for layer in range(config["layers"]):
        shapes += [
            (f"layers.{layer}.attention.gain", (d,)),
            (f"layers.{layer}.attention.qkv", (d, 3 * d)),
            (f"layers.{layer}.attention.output", (d, d)),
            (f"layers.{layer}.mlp.gain", (d,)),
            (f"layers.{layer}.mlp.up", (d, hidden)),
            (f"layers.{layer}.mlp.down", (hidden, d)),
        ]
    shapes.append(("gain", (d,)))
    tensors, at = {}, 0
    for name, shape in shapes:
        size = torch.Size(shape).numel()
        tensors[name] = flat[at:at + size].reshape(shape).clone().requires_grad_()
        at += size
    assert at == len(flat), (at, len(flat))
    return tensors


def rms_norm(x, gain):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5) * gain


def rotate(x, positions):
    half = x.shape[-1] // 2
    angles = positions[:, None] * 10000 ** (-torch.arange(half) / half)
    c, s = angles.cos(), angles.sin()
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * c - b * s, a * s + b * c], -1)


def forward(config, p, tokens, cache=None):
    """Logits of a batch of equally long (padded) sequences; with a cache, of what follows it."""
    d, heads = config["width"], config["heads"]
    start = cache[0][0].shape[2] if cache is not None and cache[0] else 0
    positions = torch.arange(start, start + tokens.shape[1])
    x = F.embedding(tokens, p["embedding"])
    for layer in range(config["layers"]):
        w = {k: p[f"layers.{layer}.{k}"] for k in
             ("attention.gain", "attention.qkv", "attention.output", "mlp.gain", "mlp.up", "mlp.down")}
        qkv = rms_norm(x, w["attention.gain"]) @ w["attention.qkv"]
        q, k, v = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in qkv.split(d, -1))
        q, k = rotate(q, positions), rotate(k, positions)
        if cache is not None:
            if cache[layer]:
                k, v = torch.cat([cache[layer][0], k], 2), torch.cat([cache[layer][1], v], 2)
            cache[layer] = (k, v)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=tokens.shape[1] > 1)
        x = x + y.transpose(1, 2).flatten(-2) @ w["attention.output"]
        x = x + F.relu(rms_norm(x, w["mlp.gain"]) @ w["mlp.up"]).square() @ w["mlp.down"]
    return rms_norm(x, p["gain"]) @ p["embedding"].T
