"""Recurrent layers for RecurrentValueTests: python3 tests/Oracle/recurrent.py (PyTorch 1.13).

Inputs (3, 4, 3) are sin(i + 1), kernels cos(i + 1), biases sin(i + 1) over the element's number, in Keras's layout and order of gates.
"""
import torch

torch.set_default_dtype(torch.float64)
BATCH, STEPS, FEATURES, UNITS = 3, 4, 3, 2


def wave(function, *shape):
    return function(torch.arange(1, torch.Size(shape).numel() + 1, dtype=torch.float64)).reshape(shape)


def show(name, values):
    print(name, "{ " + ", ".join(f"{v:.15g}" for v in values.detach().flatten().tolist()) + " }")


def load(module, order, suffix="", biases=1):
    """Keras's weights in PyTorch's layout; order: for each gate of PyTorch, its place in Keras."""
    gates = len(order)
    kernel, recurrent = wave(torch.cos, FEATURES, gates * UNITS), wave(torch.cos, UNITS, gates * UNITS)
    bias = wave(torch.sin, biases, gates * UNITS)
    columns = torch.cat([torch.arange(UNITS) + g * UNITS for g in order])
    with torch.no_grad():
        getattr(module, "weight_ih_l0" + suffix).copy_(kernel[:, columns].T)
        getattr(module, "weight_hh_l0" + suffix).copy_(recurrent[:, columns].T)
        getattr(module, "bias_ih_l0" + suffix).copy_(bias[0, columns])
        getattr(module, "bias_hh_l0" + suffix).copy_(bias[1, columns] if biases == 2 else 0 * bias[0])
    return module


x = wave(torch.sin, BATCH, STEPS, FEATURES)
CELLS = {
    "SimpleRNN": (torch.nn.RNN, [0], 1),
    "LSTM": (torch.nn.LSTM, [0, 1, 2, 3], 1),
    "GRU": (torch.nn.GRU, [1, 0, 2], 2),
}
for name, (kind, order, biases) in CELLS.items():
    layer = load(kind(FEATURES, UNITS, batch_first=True), order, biases=biases)
    sequence, _ = layer(x)
    show(name, sequence[:, -1])
    show(name + " of all steps", sequence)
    show(name + " backwards, all steps", layer(x.flip(1))[0])
    both = kind(FEATURES, UNITS, batch_first=True, bidirectional=True)
    load(both, order, biases=biases)
    load(both, order, "_reverse", biases=biases)
    both_sequence, _ = both(x)
    show(name + " both ways, all steps", both_sequence)
    show(name + " both ways", torch.cat([both_sequence[:, -1, :UNITS], both_sequence[:, 0, UNITS:]], 1))


def classic_gru():
    """The reset before the product, h = z h + (1 - z) candidate: no layer of PyTorch has it."""
    kernel, recurrent, bias = wave(torch.cos, FEATURES, 3 * UNITS), wave(torch.cos, UNITS, 3 * UNITS), wave(torch.sin, 3 * UNITS)
    h = torch.zeros(BATCH, UNITS)
    for step in range(STEPS):
        z, r, candidate = (x[:, step] @ kernel + bias).chunk(3, 1)
        uz, ur, uc = recurrent.chunk(3, 1)
        z, r = torch.sigmoid(z + h @ uz), torch.sigmoid(r + h @ ur)
        h = z * h + (1 - z) * torch.tanh(candidate + (r * h) @ uc)
    return h


def peephole_lstm():
    kernel, recurrent, bias = wave(torch.cos, FEATURES, 4 * UNITS), wave(torch.cos, UNITS, 4 * UNITS), wave(torch.sin, 4 * UNITS)
    peephole = wave(torch.cos, UNITS)  # the same numbers for each of the three gates
    h, c = torch.zeros(BATCH, UNITS), torch.zeros(BATCH, UNITS)
    for step in range(STEPS):
        i, f, g, o = (x[:, step] @ kernel + bias + h @ recurrent).chunk(4, 1)
        c = torch.sigmoid(f + c * peephole) * c + torch.sigmoid(i + c * peephole) * torch.tanh(g)
        h = torch.sigmoid(o + c * peephole) * torch.tanh(c)
    return h


def hard_lstm():
    kernel, recurrent, bias = wave(torch.cos, FEATURES, 4 * UNITS), wave(torch.cos, UNITS, 4 * UNITS), wave(torch.sin, 4 * UNITS)
    hard = lambda v: torch.clamp(0.2 * v + 0.5, 0, 1)
    h, c = torch.zeros(BATCH, UNITS), torch.zeros(BATCH, UNITS)
    for step in range(STEPS):
        i, f, g, o = (x[:, step] @ kernel + bias + h @ recurrent).chunk(4, 1)
        c = hard(f) * c + hard(i) * torch.relu(g)
        h = hard(o) * torch.relu(c)
    return h


def started_lstm():
    layer = load(torch.nn.LSTM(FEATURES, UNITS, batch_first=True), [0, 1, 2, 3])
    return layer(x, (wave(torch.cos, 1, BATCH, UNITS), wave(torch.sin, 1, BATCH, UNITS)))[0]


show("GRU, classic", classic_gru())
show("LSTM with peepholes", peephole_lstm())
show("LSTM with hard gates and relu", hard_lstm())
show("LSTM from states cos and sin, all steps", started_lstm())


def started(kind, order, biases):
    layer = load(kind(FEATURES, UNITS, batch_first=True), order, biases=biases)
    return layer(x, wave(torch.cos, 1, BATCH, UNITS))[0]


def without_bias(kind, order):
    layer = load(kind(FEATURES, UNITS, batch_first=True), order)
    with torch.no_grad():
        layer.bias_ih_l0.zero_()
        layer.bias_hh_l0.zero_()
    return layer(x)[0][:, -1]


show("SimpleRNN from the state cos, all steps", started(torch.nn.RNN, [0], 1))
show("GRU from the state cos, all steps", started(torch.nn.GRU, [1, 0, 2], 2))
for name, (kind, order, _) in CELLS.items():
    show(name + " without bias", without_bias(kind, order))
    both = kind(FEATURES, UNITS, batch_first=True, bidirectional=True)
    load(both, order, biases=CELLS[name][2])
    load(both, order, "_reverse", biases=CELLS[name][2])
    forward, backward = both(x)[0].chunk(2, 2)
    forward, backward = forward[:, -1], backward[:, 0]
    show(name + " both ways, summed", forward + backward)
    show(name + " both ways, multiplied", forward * backward)
    show(name + " both ways, averaged", (forward + backward) / 2)


def conv_lstm(steps, height, width, channels, filters, window, stride=1, padding="valid", dilation=1, backwards=False, sequences=False, hard=False):
    """Keras's ConvLSTM2D by hand: PyTorch has none. The state's convolution is padded to its size."""
    pair = lambda v: v if isinstance(v, tuple) else (v, v)
    window, stride, dilation = pair(window), pair(stride), pair(dilation)
    x = wave(torch.sin, BATCH, steps, height, width, channels).permute(0, 1, 4, 2, 3)
    kernel = wave(torch.cos, *window, channels, 4 * filters).permute(3, 2, 0, 1)
    recurrent = wave(torch.cos, *window, filters, 4 * filters).permute(3, 2, 0, 1)
    bias = wave(torch.sin, 4 * filters)
    gate = (lambda v: torch.clamp(0.2 * v + 0.5, 0, 1)) if hard else torch.sigmoid

    def same(image, sizes, strides, dilations):
        sides = []
        for length, size, s, d in reversed(list(zip(image.shape[2:], sizes, strides, dilations))):
            total = max(0, ((length - 1) // s) * s + (size - 1) * d + 1 - length)
            sides += [total // 2, total - total // 2]
        return torch.nn.functional.pad(image, sides)

    outputs, h, c = [], None, None
    for step in reversed(range(steps)) if backwards else range(steps):
        image = x[:, step]
        image = same(image, window, stride, dilation) if padding == "same" else image
        z = torch.nn.functional.conv2d(image, kernel, bias, stride, dilation=dilation)
        if h is None:
            h = c = torch.zeros(BATCH, filters, *z.shape[2:])
        z = z + torch.nn.functional.conv2d(same(h, window, (1, 1), (1, 1)), recurrent)
        i, f, g, o = z.chunk(4, 1)
        c = gate(f) * c + gate(i) * torch.tanh(g)
        h = gate(o) * torch.tanh(c)
        outputs.append(h.permute(0, 2, 3, 1))
    return torch.stack(outputs, 1) if sequences else outputs[-1]


show("ConvLSTM2D, same", conv_lstm(3, 3, 4, 2, 2, 3, padding="same"))
show("ConvLSTM2D, valid, strides, all steps, backwards", conv_lstm(2, 5, 4, 1, 2, (3, 2), stride=(2, 1), backwards=True, sequences=True))
show("ConvLSTM2D, dilation, hard gates", conv_lstm(3, 5, 5, 1, 1, 2, dilation=(3, 2), hard=True))

# Sequences of 4, 1 and 3 steps, the others padding behind them: what masks must give. Outputs of padding are zeros here.
LENGTHS = torch.tensor([4, 1, 3])
for name, (kind, order, biases) in CELLS.items():
    for suffix in ["", "_reverse"]:
        layer = kind(FEATURES, UNITS, batch_first=True, bidirectional=suffix != "")
        load(layer, order, biases=biases)
        if suffix:
            load(layer, order, suffix, biases=biases)
        packed, last = layer(torch.nn.utils.rnn.pack_padded_sequence(x, LENGTHS, batch_first=True, enforce_sorted=False))
        last = last[0] if name == "LSTM" else last
        label = name + (" both ways" if suffix else "") + ", packed"
        show(label, torch.cat(list(last), 1))
        show(label + ", all steps", torch.nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)[0])
