"""Gradients of recurrent layers by PyTorch (1.13), in double precision: of weights, inputs and states to begin with.

python3 tests/Oracle/recurrent_gradients.py > tests/Oracle/recurrent_gradients.csv, read by tests/Generator.Tests/Lowering/RecurrentGradientTests.cs

Tensors have Keras's layout and order of gates. Element i of x is sin(i + 1), of state k cos((k + 1) (i + 1)), of a kernel cos(i + 1), of a bias
sin(i + 1); of the weights of the backward direction cos(2 i + 1) and sin(2 i + 1). The loss is the sum of the result's elements times sin(2 i + 1).
Each row gives the sum of the result's elements times cos(3 i) as y, and of each gradient's elements times cos(i).
Cases: "plain"; "started", from states; "packed", sequences of 4, 1 and 3 steps with padding behind them, which is zeros in the result;
"started packed", both; "states", whose result is the states after the last step, behind each other.
"""
import itertools

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
BATCH, STEPS, FEATURES, UNITS = 3, 4, 3, 2
LENGTHS = torch.tensor([4, 1, 3])

# For each gate of PyTorch, its place in Keras; the rows of Keras's bias; the states.
CELLS = {
    "SimpleRNN": (torch.nn.RNN, [0], 1, "h"),
    "LSTM": (torch.nn.LSTM, [0, 1, 2, 3], 1, "hc"),
    "GRU": (torch.nn.GRU, [1, 0, 2], 2, "h"),
}
MERGES = {
    "No": lambda both: both[0],
    "Concat": lambda both: torch.cat(both, -1),
    "Sum": lambda both: both[0] + both[1],
    "Mul": lambda both: both[0] * both[1],
    "Ave": lambda both: (both[0] + both[1]) / 2,
}


def wave(function, scale, shift, *shape):
    return function(torch.arange(torch.Size(shape).numel(), dtype=torch.float64) * scale + shift).reshape(shape)


class Direction:
    """One direction's weights of a module of PyTorch, read and written as Keras has them."""

    def __init__(self, module, cell, suffix, use_bias):
        _, self.order, self.biases, _ = CELLS[cell]
        self.parameters = [getattr(module, name + "_l0" + suffix) for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        self.columns = torch.cat([torch.arange(UNITS) + g * UNITS for g in self.order])
        self.use_bias = use_bias
        scale, gates = 2 if suffix else 1, len(self.order) * UNITS
        bias = wave(torch.sin, scale, 1, self.biases, gates) if use_bias else torch.zeros(self.biases, gates)
        values = [
            wave(torch.cos, scale, 1, FEATURES, gates)[:, self.columns].T,
            wave(torch.cos, scale, 1, UNITS, gates)[:, self.columns].T,
            bias[0, self.columns],
            bias[1, self.columns] if self.biases == 2 else torch.zeros(gates),
        ]
        with torch.no_grad():
            for parameter, value in zip(self.parameters, values):
                parameter.copy_(value)

    def gradients(self):
        kernel, recurrent, *biases = [p.grad for p in self.parameters]
        yield "kernel", self.columned(kernel.T)
        yield "recurrent_kernel", self.columned(recurrent.T)
        if self.use_bias:
            yield "bias", self.columned(torch.stack(biases[: self.biases]))

    def columned(self, gradient):
        keras = torch.empty_like(gradient)
        keras[:, self.columns] = gradient
        return keras


def check(tensor, scale):
    return (tensor * wave(torch.cos, scale, 0, *tensor.shape)).sum().item()


def row(case, cell, merge="No", returns_all=False, backwards=False, use_bias=True):
    kind, _, _, names = CELLS[cell]
    directions = 1 if merge == "No" else 2
    module = kind(FEATURES, UNITS, batch_first=True, bidirectional=directions == 2)
    weights = [Direction(module, cell, suffix, use_bias) for suffix in ["", "_reverse"][:directions]]
    x = wave(torch.sin, 1, 1, BATCH, STEPS, FEATURES).requires_grad_()
    states = [wave(torch.cos, k + 1, k + 1, BATCH, UNITS).requires_grad_() for k in range(directions * len(names))]
    sequence = x.flip(1) if backwards else x
    sequence = pack_padded_sequence(sequence, LENGTHS, batch_first=True, enforce_sorted=False) if "packed" in case else sequence
    initial = None
    if "started" in case or case == "states":
        initial = [torch.stack(states[i :: len(names)]) for i in range(len(names))]
        initial = initial[0] if len(names) == 1 else tuple(initial)
    outputs, last = module(sequence, initial)
    outputs = pad_packed_sequence(outputs, batch_first=True)[0] if "packed" in case else outputs
    last = last if len(names) == 2 else (last,)
    if case == "states":
        result = torch.cat([last[s][d] for d in range(directions) for s in range(len(names))], 1)
    else:
        result = MERGES[merge](outputs.chunk(directions, 2) if returns_all else list(last[0]))
    result.backward(wave(torch.sin, 2, 1, *result.shape))
    sums = [("y", check(result, 3)), ("x", check(x.grad, 1))]
    sums += [(f"state_{k + 1}", check(s.grad, 1)) for k, s in enumerate(states) if initial is not None]
    for direction, prefix in zip(weights, ["forward_", "backward_"] if directions == 2 else [""]):
        sums += [(prefix + name, check(gradient, 1)) for name, gradient in direction.gradients()]
    options = {"Bidirectional": f"Bidirectional.{merge}" if directions == 2 else "", "ReturnSequences": "true" if returns_all else "",
               "GoBackwards": "true" if backwards else "", "UseBias": "" if use_bias else "false"}
    layer = ", ".join([f"{cell}({UNITS}"] + [f"{name} = {value}" for name, value in options.items() if value]) + ")"
    print(";".join([case, layer] + [f"{name}={value:.15g}" for name, value in sums]))


print("case;layer;sums")
for cell in CELLS:
    for merge, case, returns_all in itertools.product(MERGES, ["plain", "started", "packed", "started packed"], [False, True]):
        row(case, cell, merge, returns_all)
    for merge in ["No", "Concat"]:
        row("states", cell, merge)
    for case, returns_all in itertools.product(["plain", "started"], [False, True]):
        row(case, cell, returns_all=returns_all, backwards=True)
    row("plain", cell, use_bias=False)
    row("packed", cell, "Concat", True, use_bias=False)
