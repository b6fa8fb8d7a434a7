"""Values and gradients of operators by PyTorch (1.13), in double precision, as C# rows.

python3 tests/Oracle/operators.py values     > rows of tests/Runtime.Tests/Operators/TorchTests.cs
python3 tests/Oracle/operators.py gradients  > rows of tests/Generator.Tests/OperatorRules/TorchGradientTests.cs
"""
import sys

import torch
import torch.nn.functional as F

X = torch.tensor([-6.0, -3.0, -1.5, -0.5, -0.1, 0.1, 0.5, 1.5, 3.0, 6.5], dtype=torch.float64)
ROWS = torch.tensor([[0.5, -1.0, 2.0], [3.0, 3.0, -40.0]], dtype=torch.float64)
WEIGHTS = torch.tensor([[0.7, -0.2, 1.1], [0.4, 0.9, -0.5]], dtype=torch.float64)
TARGETS = torch.tensor([[0.2, 0.5, 0.3], [0.0, 1.0, 0.0]], dtype=torch.float64)
LABELS = torch.tensor([2, 0])
RIGHT = torch.tensor([[1.0, -2.0], [0.5, 3.0], [-1.5, 0.25]], dtype=torch.float64)

UNARY = {
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "Erf": torch.erf,
    "Softplus": F.softplus,
    "ExpM1": torch.expm1,
    "Sin": torch.sin,
    "Cos": torch.cos,
    "Relu": F.relu,
    "Gelu": F.gelu,
    "Silu": F.silu,
    "Mish": F.mish,
    "Elu": F.elu,
    "Selu": F.selu,
    "Softsign": F.softsign,
    "Relu6": F.relu6,
    "LeakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "HardSigmoid": lambda x: torch.clamp(x / 5 + 0.5, 0, 1),
}

# Recipes are compositions: their gradients follow from those of the others.
RECIPES = {"Gelu", "Silu", "Mish", "Elu", "Selu", "Softsign", "Relu6", "LeakyRelu", "HardSigmoid", "LogSumExp", "Variance"}

ROW = {
    "Softmax": lambda x: torch.softmax(x, -1),
    "LogSoftmax": lambda x: torch.log_softmax(x, -1),
    "SoftmaxCrossEntropy": lambda x: F.cross_entropy(x, TARGETS, reduction="none"),
    "SparseSoftmaxCrossEntropy": lambda x: F.cross_entropy(x, LABELS, reduction="none"),
    "ReduceMaximum": lambda x: torch.amax(x, -1),
    "ReduceMinimum": lambda x: torch.amin(x, -1),
    "MatrixProduct": lambda x: x @ RIGHT,
    "LogSumExp": lambda x: torch.logsumexp(x, -1),
    "Variance": lambda x: torch.var(x, -1, unbiased=False),
}


def row(name, values):
    print(f'        ["{name}"] = [{", ".join(repr(v) for v in values.flatten().tolist())}],')


if sys.argv[1] == "values":
    for name, function in UNARY.items():
        row(name, function(X))
    for name, function in ROW.items():
        row(name, function(ROWS))
else:
    # The loss is the sum of the results, each weighted by the elements of WEIGHTS in turn.
    for cases, leaf in ((UNARY, X), (ROW, ROWS)):
        for name, function in cases.items():
            if name in RECIPES:
                continue
            x = leaf.clone().requires_grad_()
            result = function(x).flatten()
            weights = WEIGHTS.flatten().repeat(2)[: result.numel()]
            (result * weights).sum().backward()
            row(name, x.grad)
