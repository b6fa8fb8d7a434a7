"""Values of activations and layers from PyTorch, for tests/Generator.Tests/Lowering/LayerValueTests.cs: /usr/bin/python3 tests/Oracle/layers.py"""
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

x = torch.tensor([[-3.5, -1.0, -0.2, 0.0, 0.3, 1.5, 7.0]])
activations = {
    "Linear": x,
    "Relu": F.relu(x),
    "Sigmoid": torch.sigmoid(x),
    "HardSigmoid": torch.clamp(0.2 * x + 0.5, 0, 1),
    "Tanh": torch.tanh(x),
    "Softmax": F.softmax(x, -1),
    "Softplus": F.softplus(x),
    "Softsign": F.softsign(x),
    "Elu": F.elu(x),
    "Selu": F.selu(x),
    "Exponential": torch.exp(x),
    "Gelu": F.gelu(x),
    "Silu": F.silu(x),
    "Mish": F.mish(x),
    "Relu6": F.relu6(x),
    "LeakyRelu": F.leaky_relu(x, 0.2),
}

# Batch, rows and columns as the test makes them: x[i] = sin(i + 1), weights w[i] = cos(i + 1).
def wave(f, *shape):
    count = 1
    for size in shape:
        count *= size
    return f(torch.arange(1, count + 1, dtype=torch.float64)).reshape(shape)

a, b = wave(torch.sin, 3, 4), wave(torch.cos, 3, 4)
rows = wave(torch.sin, 3, 2, 4)
gamma, beta = wave(torch.cos, 4), wave(torch.sin, 4)
running_mean, running_variance = wave(torch.sin, 4) * 0.1, 1 + 0.1 * wave(torch.cos, 4)
layers = {
    "Dense": F.linear(a, wave(torch.cos, 4, 2).T, wave(torch.sin, 2)),
    "Dense of rank 3": F.linear(rows, wave(torch.cos, 4, 2).T, wave(torch.sin, 2)),
    "BatchNormalization training": F.batch_norm(a, None, None, gamma, beta, training=True, eps=0.001),
    "BatchNormalization inference": F.batch_norm(a, running_mean, running_variance, gamma, beta, training=False, eps=0.001),
    "LayerNormalization": F.layer_norm(rows, [4], gamma, beta, eps=0.001),
    "LayerNormalization of two axes": F.layer_norm(rows, [2, 4], wave(torch.cos, 2, 4), wave(torch.sin, 2, 4), eps=0.001),
    "PReLU": torch.where(a > 0, a, a * gamma),
    "Dot": (a * b).sum(-1, keepdim=True),
    "Dot normalized": F.cosine_similarity(a, b).reshape(3, 1),
    "Dot of matrices": torch.bmm(rows, wave(torch.cos, 3, 4, 2)),
}
for name, value in {**activations, **layers}.items():
    print(f"{name}: {', '.join(f'{v:.15g}' for v in value.flatten().tolist())}")
