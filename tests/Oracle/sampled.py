"""Sampled losses for SampledLossTests: /usr/bin/python3 tests/Oracle/sampled.py (PyTorch 1.13).

50 classes, 7 drawn by Philox4x32-10 (seed 7, step 3, stream 0) and the log-uniform distribution; inputs (3, 2) are sin(i + 1), the kernel (50, 2)
cos(i + 1), the bias sin(i + 1), labels 4, 0 and 17.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
CLASSES, DRAWN, SEED, STEP = 50, 7, 7, 3


def philox(index, stream, step, seed):
    """Word index mod 4 of block index / 4 (Salmon et al. 2011)."""
    mask = 0xFFFFFFFF
    counter, key = [index // 4, stream, step & mask, step >> 32], [seed & mask, seed >> 32]
    for _ in range(10):
        first, second = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [(second >> 32) ^ counter[1] ^ key[0], second & mask, (first >> 32) ^ counter[3] ^ key[1], first & mask]
        key = [(key[0] + 0x9E3779B9) & mask, (key[1] + 0xBB67AE85) & mask]
    return counter[index % 4]


def uniform(index):
    return (philox(index, 0, STEP, SEED) >> 8) / 2**24


def wave(function, *shape):
    return function(torch.arange(1, torch.Size(shape).numel() + 1, dtype=torch.float64)).reshape(shape)


def show(name, values):
    print(name, "{ " + ", ".join(f"{v:.15g}" for v in values.detach().flatten().tolist()) + " }")


drawn = torch.tensor([int(math.exp((uniform(i) + uniform(DRAWN + i) / 2**24) * math.log(CLASSES + 1)) - 1) for i in range(DRAWN)])
show("drawn", drawn.double())
x, labels = wave(torch.sin, 3, 2), torch.tensor([4, 0, 17])
expected = DRAWN * torch.log((torch.arange(CLASSES) + 2.0) / (torch.arange(CLASSES) + 1.0)) / math.log(CLASSES + 1)


def sampled_softmax(right, wrong):
    wrong = (wrong - expected[drawn].log()).masked_fill(labels[:, None] == drawn, -math.inf)
    return F.cross_entropy(torch.cat([right[:, None], wrong], 1), torch.zeros(3, dtype=torch.long))


def contrastive(right, wrong):
    right, wrong = right - expected[labels].log(), wrong - expected[drawn].log()
    scores = torch.cat([right[:, None], wrong], 1)
    return F.binary_cross_entropy_with_logits(scores, torch.eye(1, 1 + DRAWN).expand_as(scores), reduction="sum") / 3


for name, loss in (("SampledSoftmax", sampled_softmax), ("NoiseContrastiveEstimation", contrastive)):
    kernel, bias = wave(torch.cos, CLASSES, 2).requires_grad_(), wave(torch.sin, CLASSES).requires_grad_()
    result = loss((x * kernel[labels]).sum(1) + bias[labels], x @ kernel[drawn].T + bias[drawn])
    result.backward()
    show(name, result)
    show(name + " kernel", kernel.grad)
    show(name + " bias", bias.grad)
