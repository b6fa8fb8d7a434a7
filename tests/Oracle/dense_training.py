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
means = [torch.zeros_like(w) for w in weights]
squares = [torch.zeros_like(w) for w in weights]
losses = []
for step in range(1, 11):
    hidden = torch.tanh(x @ weights[0] + weights[1])
    loss = torch.nn.functional.cross_entropy(hidden @ weights[2] + weights[3], labels)
    # Adam with Keras's place for epsilon: beside the root that is not yet corrected. PyTorch's own corrects first.
    rate = 0.01 * math.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    for w, gradient, mean, square in zip(weights, torch.autograd.grad(loss, weights), means, squares):
        mean.mul_(0.9).add_(0.1 * gradient)
        square.mul_(0.999).add_(0.001 * gradient**2)
        with torch.no_grad():
            w.sub_(rate * mean / (square.sqrt() + 1e-7))
    losses.append(loss.item())

print("losses", ", ".join(f"{v:.7f}f" for v in losses))
for index, w in enumerate(weights):
    print("weight", index, ", ".join(f"{v:.7f}f" for v in w.detach().flatten()[:6].tolist()))
