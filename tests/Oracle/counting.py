"""Layers with weights that count by plain loops, for TheLayerComputesWhatAHandDoes of tests/Generator.Tests/Lowering/LayerValueTests.cs.

python3 tests/Oracle/counting.py

One sample 1, 2, 3 …; each weight, a bias too, counts 1, 2, 3 … through its elements, so that no two places of a kernel can be mistaken for
each other. No framework: every value is the sum that the layer's definition names, term by term.
"""
from itertools import product


def counting(*shape):
    """The elements by place, channels last."""
    return {place: i + 1 for i, place in enumerate(product(*map(range, shape)))}


def show(layer, shape, values):
    print(f'[InlineData("{", ".join(map(str, shape))}", "[{layer}]", new double[] {{ {", ".join(map(str, values))} }})]')


def paddings(lengths, window, strides, dilations, padding):
    """The zeros before each axis, and its length afterwards."""
    for n, k, s, d in zip(lengths, window, strides, dilations):
        extent = (k - 1) * d + 1
        if padding == "Same":
            result = -(-n // s)
            yield max((result - 1) * s + extent - n, 0) // 2, result
        else:
            before = extent - 1 if padding == "Causal" else 0
            yield before, (n + before - extent) // s + 1


def convolution(x, shape, window, kernel, filters, strides=None, dilations=None, padding="Valid", groups=1, bias=False):
    """kernel is asked by place of the window, channel within the group and filter."""
    *lengths, channels = shape
    rank = len(lengths)
    strides, dilations = strides or [1] * rank, dilations or [1] * rank
    padded = list(paddings(lengths, window, strides, dilations, padding))
    y = {}
    for position in product(*(range(length) for _, length in padded)):
        for f in range(filters):
            total = f + 1 if bias else 0
            group = f // (filters // groups)
            for k in product(*map(range, window)):
                place = tuple(p * s + i * d - before for p, s, i, d, (before, _) in zip(position, strides, k, dilations, padded))
                for c in range(channels // groups):
                    total += x.get((*place, group * (channels // groups) + c), 0) * kernel[(*k, c, f)]
            y[(*position, f)] = total
    return y


def transposed(shape, window, filters, strides=None, same=False, longer=0, bias=False):
    """Each input adds its multiple of the kernel (window, filters, channels) to the places that its window covers."""
    *lengths, channels = shape
    strides = strides or [1] * len(lengths)
    x, kernel = counting(*shape), counting(*window, filters, channels)
    crop = [max(k - s, 0) // 2 if same else 0 for k, s in zip(window, strides)]
    result = [n * s if same else (n - 1) * s + max(k, s) + longer for n, k, s in zip(lengths, window, strides)]
    y = {(*place, f): f + 1 if bias else 0 for place in product(*map(range, result)) for f in range(filters)}
    for position in product(*map(range, lengths)):
        for k in product(*map(range, window)):
            place = tuple(p * s + i - c for p, s, i, c in zip(position, strides, k, crop))
            for f, c in product(range(filters), range(channels)):
                if (*place, f) in y:
                    y[(*place, f)] += x[(*position, c)] * kernel[(*k, f, c)]
    return y


def depthwise(shape, window, multiplier=1, bias=False):
    """kernel (window, channels, multiplier); the filters of a channel lie beside each other."""
    *lengths, channels = shape
    kernel = counting(*window, channels, multiplier)
    spread = {(*k, 0, c * multiplier + m): kernel[(*k, c, m)] for *k, c, m in kernel}
    return convolution(counting(*shape), shape, window, spread, channels * multiplier, groups=channels, bias=bias)


def separable(shape, window, filters, multiplier=1, bias=False):
    middle = depthwise(shape, window, multiplier)
    lengths = [max(place[axis] for place in middle) + 1 for axis in range(len(window))]
    channels = shape[-1] * multiplier
    one = [1] * len(window)
    return convolution(middle, (*lengths, channels), one, counting(*one, channels, filters), filters, bias=bias)


def locally_connected(shape, window, filters, bias=False):
    """kernel (positions, window by channels, filters); bias (positions …, filters)."""
    *lengths, channels = shape
    x = counting(*shape)
    places = list(product(*(range(n - k + 1) for n, k in zip(lengths, window))))
    depth = [(*k, c) for k in product(*map(range, window)) for c in range(channels)]
    kernel = counting(len(places), len(depth), filters)
    values = []
    for number, position in enumerate(places):
        for f in range(filters):
            total = number * filters + f + 1 if bias else 0
            for i, (*k, c) in enumerate(depth):
                total += x[(*(p + o for p, o in zip(position, k)), c)] * kernel[(number, i, f)]
            values.append(total)
    return values


def conv(layer, shape, window, filters, groups=1, **options):
    kernel = counting(*window, shape[-1] // groups, filters)
    show(layer, shape, convolution(counting(*shape), shape, window, kernel, filters, groups=groups, **options).values())


conv("Conv1D(1, 3, UseBias = false)", (4, 1), [3], 1)
conv("Conv1D(2, 3)", (4, 2), [3], 2, bias=True)
conv("Conv1D(1, 3, Padding = Padding.Same, UseBias = false)", (4, 1), [3], 1, padding="Same")
conv("Conv1D(1, 2, Padding = Padding.Same, UseBias = false)", (4, 1), [2], 1, padding="Same")
conv("Conv1D(1, 3, Padding = Padding.Same, Strides = [2], UseBias = false)", (4, 1), [3], 1, padding="Same", strides=[2])
conv("Conv1D(1, 2, Padding = Padding.Causal, DilationRate = [2], UseBias = false)", (4, 1), [2], 1, padding="Causal", dilations=[2])
conv("Conv1D(4, 2, Groups = 2, UseBias = false)", (2, 4), [2], 4, groups=2)
conv("Conv2D(2, 2)", (2, 2, 1), [2, 2], 2, bias=True)
conv("Conv2D(2, 2, 1)", (2, 2, 3), [2, 1], 2, bias=True)
conv("Conv3D(1, 2, 1, 2, UseBias = false)", (2, 2, 2, 1), [2, 1, 2], 1)
conv("Conv3D(2, 1, 2, 1)", (1, 2, 2, 2), [1, 2, 1], 2, bias=True)

for layer, shape, window, filters, options in [
    ("Conv1DTranspose(1, 3, UseBias = false)", (2, 1), [3], 1, {}),
    ("Conv1DTranspose(2, 2)", (2, 2), [2], 2, {"bias": True}),
    ("Conv1DTranspose(1, 3, Strides = [2], UseBias = false)", (2, 1), [3], 1, {"strides": [2]}),
    ("Conv1DTranspose(1, 3, Strides = [2], Padding = Padding.Same, UseBias = false)", (2, 1), [3], 1, {"strides": [2], "same": True}),
    ("Conv1DTranspose(1, 3, Strides = [2], OutputPadding = [1], UseBias = false)", (2, 1), [3], 1, {"strides": [2], "longer": 1}),
    ("Conv2DTranspose(2, 1, 2, UseBias = false)", (1, 2, 3), [1, 2], 2, {}),
    ("Conv2DTranspose(1, 2, 1, UseBias = false)", (2, 2, 1), [2, 1], 1, {}),
    ("Conv3DTranspose(2, 1, 1, 2, UseBias = false)", (1, 1, 2, 1), [1, 1, 2], 2, {}),
]:
    show(layer, shape, transposed(shape, window, filters, **options).values())

show("DepthwiseConv1D(2, UseBias = false)", (2, 2), depthwise((2, 2), [2]).values())
show("DepthwiseConv1D(2, DepthMultiplier = 2)", (2, 2), depthwise((2, 2), [2], 2, bias=True).values())
show("DepthwiseConv2D(1, 2, DepthMultiplier = 2)", (1, 2, 2), depthwise((1, 2, 2), [1, 2], 2, bias=True).values())
show("SeparableConv1D(1, 2)", (2, 2), separable((2, 2), [2], 1, bias=True).values())
show("SeparableConv2D(2, 1, UseBias = false)", (1, 2, 2), separable((1, 2, 2), [1, 1], 2).values())
show("SeparableConv2D(2, 2, 1, DepthMultiplier = 2)", (2, 1, 2), separable((2, 1, 2), [2, 1], 2, 2, bias=True).values())
show("LocallyConnected1D(1, 2)", (3, 1), locally_connected((3, 1), [2], 1, bias=True))
show("LocallyConnected1D(2, 2, UseBias = false)", (3, 2), locally_connected((3, 2), [2], 2))
show("LocallyConnected2D(1, 2, UseBias = false)", (2, 3, 1), locally_connected((2, 3, 1), [2, 2], 1))
show("LocallyConnected2D(2, 2, 1)", (2, 2, 2), locally_connected((2, 2, 2), [2, 1], 2, bias=True))
