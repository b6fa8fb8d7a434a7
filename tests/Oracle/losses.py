"""Values of every loss from PyTorch, for tests/Generator.Tests/Lowering/LossTests.cs: /usr/bin/python3 tests/Oracle/losses.py"""
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

values = torch.tensor([[0.5, -1.25, 2.0], [-0.75, 0.3, 1.1]])
real = torch.tensor([[1.0, -0.5, 0.25], [0.4, 2.0, -1.5]])
positive = torch.tensor([[0.2, 0.7, 0.4], [0.9, 0.35, 0.6]])
counts = torch.tensor([[1.0, 2.0, 0.5], [3.0, 0.25, 1.5]])
bits = torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
one_hot = torch.tensor([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
labels = torch.tensor([1, 2])
distribution = torch.tensor([[0.2, 0.5, 0.3], [0.6, 0.1, 0.3]])
error = values - real
signed = 2 * bits - 1

losses = {
    "MeanSquaredError": F.mse_loss(values, real),
    "MeanAbsoluteError": F.l1_loss(values, real),
    "MeanAbsolutePercentageError": 100 * (error.abs() / real.abs()).mean(),
    "MeanSquaredLogarithmicError": F.mse_loss(torch.log1p(positive), torch.log1p(counts)),
    "Huber": F.huber_loss(values, real, delta=1.0),
    "LogCosh": torch.log(torch.cosh(error)).mean(),
    "BinaryCrossentropy": F.binary_cross_entropy(positive, bits),
    "BinaryCrossentropy of a sigmoid": F.binary_cross_entropy(torch.sigmoid(values), bits),
    "BinaryCrossentropyFromLogits": F.binary_cross_entropy_with_logits(values, bits),
    "CategoricalCrossentropy": F.nll_loss((positive / positive.sum(-1, keepdim=True)).log(), labels),
    "CategoricalCrossentropy of a softmax": F.cross_entropy(values, labels),
    "CategoricalCrossentropyFromLogits": F.cross_entropy(values, distribution),
    "SparseCategoricalCrossentropy": F.nll_loss((positive / positive.sum(-1, keepdim=True)).log(), labels),
    "SparseCategoricalCrossentropy of a softmax": F.cross_entropy(values, labels),
    "SparseCategoricalCrossentropyFromLogits": F.cross_entropy(values, labels),
    "Hinge": torch.clamp(1 - signed * values, min=0).mean(),
    "SquaredHinge": torch.clamp(1 - signed * values, min=0).square().mean(),
    "CategoricalHinge": torch.clamp(1 + ((1 - one_hot) * values).amax(-1) - (one_hot * values).sum(-1), min=0).mean(),
    "Poisson": F.poisson_nll_loss(positive, counts, log_input=False, eps=1e-7),
    "KullbackLeiblerDivergence": F.kl_div(positive.log(), distribution, reduction="batchmean"),
    "CosineSimilarity": -F.cosine_similarity(values, real).mean(),
    "Huber of delta 0.6": F.huber_loss(values, real, delta=0.6),
    "BinaryCrossentropy smoothed by 0.2": F.binary_cross_entropy(positive, bits * 0.8 + 0.1),
    "BinaryCrossentropy of a sigmoid smoothed by 0.2": F.binary_cross_entropy(torch.sigmoid(values), bits * 0.8 + 0.1),
    "CategoricalCrossentropy of a softmax smoothed by 0.2": F.cross_entropy(values, labels, label_smoothing=0.2),
    "CategoricalCrossentropyFromLogits smoothed by 0.2": F.cross_entropy(values, distribution, label_smoothing=0.2),
}
for name, value in losses.items():
    print(f"{name}: {value.item():.15g}")
