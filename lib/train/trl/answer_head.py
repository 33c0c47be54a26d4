"""The last layer of a frozen model on a processor: log-probabilities of the answers' tokens alone.

Without Triton trl scores the prompt's tokens as well, multiplies its gradient in float32 and makes all
logits a second time for it. Here an answer's logits are made once, and the gradient from them at
once: it is known but for a factor, `W[target] - p @ W`. `deno task bench train` measures both.
"""

import torch
import trl.trainer.utils as trl_utils

AT_ONCE = 256  # tokens whose logits are held: 450 MB with a vocabulary of 150,000
MADE = {"log_probs", "entropy", "mean_logits", "is_top1"}


class _Scored(torch.autograd.Function):
    @staticmethod
    def forward(ctx, hidden, weight, bias, targets):
        scored, slopes = [], []
        for some, wanted in zip(hidden.split(AT_ONCE), targets.split(AT_ONCE)):
            logits = torch.nn.functional.linear(some, weight, bias)
            kind, logits = logits.dtype, logits.float()
            total, target = logits.logsumexp(-1), logits.gather(-1, wanted[:, None])[:, 0]
            chances = (logits - total[:, None]).exp_()
            entropy = total - (chances * logits).sum(-1)  # vecdot would round it under autocast
            scored.append((target - total, entropy, logits.mean(-1), logits.argmax(-1) == wanted))
            if ctx.needs_input_grad[0]:
                # One minus a chance near one keeps its digits only if it is taken before it is rounded.
                chances.neg_()[torch.arange(len(wanted)), wanted] += 1
                slopes.append(chances.to(kind) @ weight.to(kind))
        ctx.kind = hidden.dtype
        ctx.save_for_backward(*([torch.cat(slopes)] if slopes else []))
        log_probs, *others = (torch.cat(column) for column in zip(*scored))
        ctx.mark_non_differentiable(*others)
        return log_probs, *others

    @staticmethod
    def backward(ctx, grad, *_):
        (slopes,) = ctx.saved_tensors
        return (grad[:, None] * slopes.float()).to(ctx.kind), None, None, None


class AnswerHead:
    """In the place of trl's function, which does what this one does not."""

    trl = getattr(trl_utils, "_ChunkedLogProbFunction", None)

    @classmethod
    def apply(cls, hidden, weight, bias, targets, temperature, chunk, softcap, scale, outputs):
        learned = weight.requires_grad or (bias is not None and bias.requires_grad)
        plain = (temperature, softcap, scale) == (1, None, 1)
        cast = torch.is_autocast_enabled(hidden.device.type)
        mixed = hidden.dtype != weight.dtype and not cast
        if learned or mixed or not plain or not set(outputs) <= MADE or not len(hidden):
            return cls.trl.apply(
                hidden, weight, bias, targets, temperature, chunk, softcap, scale, outputs,
            )
        log_probs, entropy, mean_logits, is_top1 = _Scored.apply(hidden, weight, bias, targets)
        return log_probs, entropy, None, mean_logits, is_top1


def fits():
    """Whether this trl is one whose last layer this stands for."""
    return AnswerHead.trl is not None and hasattr(trl_utils, "_use_triton")


def install():
    """From here on, trl's models score the answers with this."""
    trl_utils._use_triton = lambda _: True  # which chooses there whether the answers alone are scored
    trl_utils._ChunkedLogProbFunction = AnswerHead
