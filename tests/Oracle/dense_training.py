"""The expected numbers of tests/EndToEnd.Tests/TorchTrainingTests.cs: /usr/bin/python3 tests/Oracle/dense_training.py (PyTorch 1.13)."""
import math

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def wave(count, frequency, scale):
    return torch.tensor([scale * math.sin(frequency * (i + 1)) for i in range(count)])


x = wave(6 * 4, 0.7, 1.0).reshape(6, 4)
labels = torch.tensor([0, 1, 2, 2, 1, 0])
weights = [wave(4 * 8, 1.3, 0.5).reshape(4, 8), wave(8, 0.9, 0.1), wave(8 * 3, 1.7, 0.5).reshape(8, 3), wave(3, 1.1, 0.1)]
weights = [w.clone().requires_grad_() for w in weights]
optimizer = torch.optim.Adam(weights, lr=0.01, eps=1e-7)
losses = []
for step in range(10):
    hidden = torch.tanh(x @ weights[0] + weights[1])
    loss = torch.nn.functional.cross_entropy(hidden @ weights[2] + weights[3], labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

print("losses", ", ".join(f"{v:.7f}f" for v in losses))
for index, w in enumerate(weights):
    print("weight", index, ", ".join(f"{v:.7f}f" for v in w.detach().flatten()[:6].tolist()))
