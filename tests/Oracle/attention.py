"""Attention layers and positions for AttentionValueTests: python3 tests/Oracle/attention.py (PyTorch 1.13).

Queries (3, 2, 4) are sin(i + 1), values (3, 3, 4) cos(i + 1), keys (3, 3, 4) sin(i + 1) over the element's number; a lone input is (3, 3, 4)
of sin(i + 1). Kernels are cos(i + 1), biases sin(i + 1), in Keras's layout.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
BATCH, QUERIES, STEPS, FEATURES = 3, 2, 3, 4


def wave(function, *shape):
    return function(torch.arange(1, torch.Size(shape).numel() + 1, dtype=torch.float64)).reshape(shape)


def show(name, values):
    print(name, "{ " + ", ".join(f"{v:.15g}" for v in values.detach().flatten().tolist()) + " }")


query, value, key = wave(torch.sin, BATCH, QUERIES, FEATURES), wave(torch.cos, BATCH, STEPS, FEATURES), wave(torch.sin, BATCH, STEPS, FEATURES)
alone = wave(torch.sin, BATCH, STEPS, FEATURES)


def later(queries, steps):
    return torch.ones(queries, steps).triu(1).bool()


def attend(scores, v, causal=False):
    if causal:
        scores = scores.masked_fill(later(*scores.shape[-2:]), -math.inf)
    return scores.softmax(-1) @ v


def dot(q, v, k, scale=1.0, causal=False):
    return attend(torch.einsum("bqf,bkf->bqk", q, k) * scale, v, causal)


def additive(q, v, k, scale, causal=False):
    return attend((scale * torch.tanh(q[:, :, None] + k[:, None])).sum(-1), v, causal)


show("Attention", dot(query, value, key))
show("Attention of two inputs", dot(query, value, value))
show("Attention with scale, causal", dot(alone, alone, alone, math.cos(1), causal=True))
show("AdditiveAttention", additive(query, value, key, wave(torch.cos, FEATURES)))
show("AdditiveAttention without scale, causal", additive(alone, alone, alone, torch.ones(FEATURES), causal=True))


def heads_of_torch(q, v, k, heads, causal=False):
    """Where heads times key length are the features, PyTorch has the whole layer."""
    kernel, bias = wave(torch.cos, FEATURES, FEATURES).T, wave(torch.sin, FEATURES)
    y, _ = F.multi_head_attention_forward(
        q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1), FEATURES, heads, None, bias.repeat(3), None, None, False, 0.0, kernel, bias,
        attn_mask=later(q.shape[1], k.shape[1]) if causal else None, use_separate_proj_weight=True, q_proj_weight=kernel, k_proj_weight=kernel, v_proj_weight=kernel)
    return y.transpose(0, 1)


show("MultiHeadAttention(2, 2)", heads_of_torch(query, value, key, 2))
show("MultiHeadAttention(2, 2), causal", heads_of_torch(alone, alone, alone, 2, causal=True))


def heads_by_hand(q, v, k, heads, key_length, value_length, output):
    kernel, values = wave(torch.cos, FEATURES, heads, key_length), wave(torch.cos, FEATURES, heads, value_length)
    queries, keys = torch.einsum("bqf,fhd->bhqd", q, kernel), torch.einsum("bkf,fhd->bhkd", k, kernel)
    seen = attend(queries @ keys.transpose(2, 3) / math.sqrt(key_length), torch.einsum("bkf,fhd->bhkd", v, values))
    return torch.einsum("bhqd,hdo->bqo", seen, wave(torch.cos, heads, value_length, output))


show("MultiHeadAttention(2, 3, ValueDim = 1, OutputDim = 2, UseBias = false)", heads_by_hand(query, value, key, 2, 3, 1, 2))
