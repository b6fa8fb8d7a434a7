"""Layers over spatial axes with their gradients by PyTorch (1.13), in double precision.

/usr/bin/python3 tests/Oracle/convolution_layers.py > tests/Oracle/convolution_layers.csv, read by tests/Generator.Tests/Lowering/TorchLayerTests.cs

Tensors and weights have Keras's layout, channels last. Element i of x is sin(i + 1), of a kernel cos(i + 1), of a bias sin(i + 1), of a moving
variance 2 + cos(i + 1), of other weights cos(i + 1). Layers are in inference. The loss is the
sum of the result's elements times sin(2 i + 1). Each row gives the sum of the result's elements times cos(3 i) as y, and of each gradient's
elements times cos(i).
"""
import itertools

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
CONVOLVE = (F.conv1d, F.conv2d, F.conv3d)
TRANSPOSE = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)
MAX_POOL = (F.max_pool1d, F.max_pool2d, F.max_pool3d)
AVERAGE_POOL = (F.avg_pool1d, F.avg_pool2d, F.avg_pool3d)


def wave(function, scale, shift, shape):
    return function(torch.arange(torch.Size(shape).numel(), dtype=torch.float64) * scale + shift).reshape(tuple(shape))


def check(tensor, scale):
    return (tensor * wave(torch.cos, scale, 0, tensor.shape)).sum().item()


def row(layer, shape, compute):
    """compute(x, weight) takes x channels first and asks weight(role, shape) for what it needs; its result lies channels first."""
    for batch in (1, 5):
        x = wave(torch.sin, 1, 1, (batch, *shape)).requires_grad_()
        weights = {}

        def weight(role, size):
            value = wave(torch.sin if role == "bias" else torch.cos, 1, 1, size)
            return weights.setdefault(role, (value + 2 if role == "moving_variance" else value).requires_grad_())

        y = compute(x.movedim(-1, 1), weight)
        y = y.movedim(1, -1) if y.dim() > 2 else y
        y.backward(wave(torch.sin, 2, 1, y.shape))
        sums = {"y": check(y, 3), "x": check(x.grad, 1), **{role: check(value.grad, 1) for role, value in weights.items()}}
        print(";".join([layer, " ".join(map(str, shape)), str(batch)] + [f"{name}={value:.15g}" for name, value in sums.items()]))


def text(name, *sizes, **options):
    options = {key: f"[{', '.join(map(str, value))}]" if isinstance(value, (list, tuple)) else value for key, value in options.items()}
    return f"{name}({', '.join([*map(str, sizes), *(f'{key} = {value}' for key, value in options.items())])})"


def same(x, window, strides, dilations, value=0.0):
    """Pads as TensorFlow does: as much as ceil(n / stride) results need, the odd zero behind."""
    sides = []
    for n, k, s, d in zip(x.shape[2:], window, strides, dilations):
        total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0)
        sides = [total // 2, total - total // 2] + sides
    return F.pad(x, sides, value=value)


def biased(y, weight):
    return y + weight("bias", y.shape[1:2]).reshape(-1, *[1] * (y.dim() - 2))


def conv(shape, filters, window, strides, dilations, padding, groups):
    rank = len(window)

    def compute(x, weight):
        kernel = weight("kernel", (*window, shape[-1] // groups, filters)).permute(rank + 1, rank, *range(rank))
        if padding == "Same":
            x = same(x, window, strides, dilations)
        elif padding == "Causal":
            x = F.pad(x, [(window[0] - 1) * dilations[0], 0])
        return biased(CONVOLVE[rank - 1](x, kernel, stride=strides, dilation=dilations, groups=groups), weight)

    name = text(f"Conv{rank}D", filters, *window, Strides=strides, DilationRate=dilations, Padding=f"Padding.{padding}", Groups=groups)
    row(name, shape, compute)


def conv_transpose(shape, filters, window, strides, padding, output_padding=None):
    rank = len(window)
    options = {} if output_padding is None else {"OutputPadding": output_padding}

    def compute(x, weight):
        kernel = weight("kernel", (*window, filters, shape[-1])).permute(rank + 1, rank, *range(rank))
        whole = [(n - 1) * s + k for n, s, k in zip(x.shape[2:], strides, window)]
        if output_padding is None:
            lengths = [n * s + (0 if padding == "Same" else max(k - s, 0)) for n, s, k in zip(x.shape[2:], strides, window)]
        else:
            lengths = [w - (k // 2 * 2 if padding == "Same" else 0) + p for w, k, p in zip(whole, window, output_padding)]
        longer = [max(n - w, 0) for n, w in zip(lengths, whole)]
        y = TRANSPOSE[rank - 1](x, kernel, stride=strides, output_padding=longer)
        for axis, (length, total) in enumerate(zip(lengths, whole)):
            # What the convolution of the result would pad is cut off: the smaller half before.
            y = y.narrow(axis + 2, max(total - length, 0) // 2, length)
        return biased(y, weight)

    row(text(f"Conv{rank}DTranspose", filters, *window, Strides=strides, Padding=f"Padding.{padding}", **options), shape, compute)


def depthwise(x, weight, window, strides, dilations, padding, multiplier):
    rank, channels = len(window), x.shape[1]
    kernel = weight("depthwise_kernel", (*window, channels, multiplier)).permute(rank, rank + 1, *range(rank)).reshape(channels * multiplier, 1, *window)
    x = same(x, window, strides, dilations) if padding == "Same" else x
    return CONVOLVE[rank - 1](x, kernel, stride=strides, dilation=dilations, groups=channels)


def depthwise_conv(shape, window, strides, dilations, padding, multiplier):
    name = text(f"DepthwiseConv{len(window)}D", *window, Strides=strides, DilationRate=dilations, Padding=f"Padding.{padding}", DepthMultiplier=multiplier)
    row(name, shape, lambda x, weight: biased(depthwise(x, weight, window, strides, dilations, padding, multiplier), weight))


def separable_conv(shape, filters, window, strides, dilations, padding, multiplier):
    rank = len(window)

    def compute(x, weight):
        y = depthwise(x, weight, window, strides, dilations, padding, multiplier)
        pointwise = weight("pointwise_kernel", (*[1] * rank, shape[-1] * multiplier, filters)).permute(rank + 1, rank, *range(rank))
        return biased(CONVOLVE[rank - 1](y, pointwise), weight)

    name = text(f"SeparableConv{rank}D", filters, *window, Strides=strides, DilationRate=dilations, Padding=f"Padding.{padding}", DepthMultiplier=multiplier)
    row(name, shape, compute)


def locally_connected(shape, filters, window, strides):
    channels, rank = shape[-1], len(window)

    def compute(x, weight):
        flat = x if rank == 2 else x.unsqueeze(3)
        rows = F.unfold(flat, window if rank == 2 else (*window, 1), stride=strides if rank == 2 else (*strides, 1))
        positions, size = rows.shape[2], rows.shape[1] // channels
        kernel = weight("kernel", (positions, size * channels, filters))
        # unfold has the places of a channel behind each other, Keras the channels of a place.
        kernel = kernel.reshape(positions, size, channels, filters).transpose(1, 2).reshape(positions, -1, filters)
        lengths = [(n - k) // s + 1 for n, k, s in zip(shape, window, strides)]
        y = torch.einsum("bdp,pdf->bpf", rows, kernel).reshape(-1, *lengths, filters) + weight("bias", (*lengths, filters))
        return y.movedim(-1, 1)

    row(text(f"LocallyConnected{rank}D", filters, *window, Strides=strides), shape, compute)


def resize(name, shape, lengths, mode):
    row(name, shape, lambda x, weight: F.interpolate(x, lengths, mode=mode, **({"align_corners": False} if mode.endswith("linear") else {})))


def crop_and_resize(shape, lengths, mode):
    """Keras's smart_resize: the largest part in the middle with the proportions of the result."""
    rows, columns = shape[:2]
    kept = min(rows, columns * lengths[0] // lengths[1]), min(columns, rows * lengths[1] // lengths[0])
    top, left = (rows - kept[0]) // 2, (columns - kept[1]) // 2
    options = {"align_corners": False} if mode == "bilinear" else {}
    return lambda x, weight: F.interpolate(x[:, :, top:top + kept[0], left:left + kept[1]], lengths, mode=mode, **options)


def zero_padding(shape, *sides):
    row(text(f"ZeroPadding{len(shape) - 1}D", *itertools.chain(*sides)), shape, lambda x, weight: F.pad(x, [*itertools.chain(*reversed(sides))]))


def cropping(shape, *sides):
    places = (..., *(slice(before, n - after) for n, (before, after) in zip(shape, sides)))
    row(text(f"Cropping{len(shape) - 1}D", *itertools.chain(*sides)), shape, lambda x, weight: x[places])


def center_crop(shape, lengths):
    top, left = ((n - length) // 2 for n, length in zip(shape, lengths))
    fits = top >= 0 and left >= 0
    compute = (lambda x, weight: x[:, :, top:top + lengths[0], left:left + lengths[1]]) if fits else crop_and_resize(shape, lengths, "bilinear")
    row(text("CenterCrop", *lengths), shape, compute)


def batch_normalization(shape, epsilon):
    def compute(x, weight):
        gamma, beta, mean, variance = (weight(role, shape[-1:]).reshape(-1, *[1] * (x.dim() - 2)) for role in ("gamma", "beta", "moving_mean", "moving_variance"))
        y = gamma * (x - mean) / (variance + epsilon).sqrt() + beta
        torch.testing.assert_close(y, F.batch_norm(x, mean.flatten().detach(), variance.flatten().detach(), gamma.flatten(), beta.flatten(), eps=epsilon))
        return y

    row(text("BatchNormalization", Epsilon=epsilon), shape, compute)


def pooling(shape, window, strides, padding):
    rank = len(window)
    ones = [1] * rank

    def largest(x, weight):
        x = same(x, window, strides, ones, -float("inf")) if padding == "Same" else x
        return MAX_POOL[rank - 1](x, window, strides)

    def mean(x, weight):
        if padding == "Valid":
            return AVERAGE_POOL[rank - 1](x, window, strides)
        inside = torch.ones_like(x)
        return AVERAGE_POOL[rank - 1](same(x, window, strides, ones), window, strides) / AVERAGE_POOL[rank - 1](same(inside, window, strides, ones), window, strides)

    for name, compute in (("Max", largest), ("Average", mean)):
        row(text(f"{name}Pooling{rank}D", *window, Strides=strides, Padding=f"Padding.{padding}"), shape, compute)


print("layer;shape;batch;sums")
for shape, window, strides, dilations, padding, groups in (
    ([7, 4], [3], [1], [2], "Causal", 1), ([7, 4], [2], [2], [1], "Same", 2),
    ([7, 6, 4], [3, 2], [2, 1], [1, 1], "Same", 1), ([7, 6, 4], [2, 3], [1, 1], [2, 2], "Same", 2), ([9, 7, 4], [3, 3], [2, 2], [1, 1], "Valid", 4),
    ([5, 4, 3, 2], [2, 3, 2], [2, 1, 2], [1, 1, 1], "Same", 1),
):
    conv(shape, 4, window, strides, dilations, padding, groups)

for (window, strides), padding in itertools.product((([3, 3], [1, 1]), ([3, 3], [2, 2]), ([2, 4], [2, 3]), ([1, 2], [3, 2]), ([5, 3], [3, 1])), ("Valid", "Same")):
    conv_transpose([5, 3, 3], 4, window, strides, padding)
for window, strides, padding, output_padding in (
    ([3, 3], [2, 2], "Valid", [1, 0]), ([3, 3], [2, 2], "Same", [1, 1]), ([3, 5], [2, 3], "Same", [0, 2]), ([2, 4], [2, 3], "Same", [1, 2]), ([1, 3], [3, 2], "Valid", [2, 1]),
):
    conv_transpose([5, 3, 3], 4, window, strides, padding, output_padding)
conv_transpose([5, 3], 2, [3], [2], "Same")
conv_transpose([5, 3], 2, [4], [3], "Valid", [2])
conv_transpose([3, 2, 3, 2], 3, [2, 3, 1], [1, 2, 2], "Same")
conv_transpose([3, 2, 3, 2], 3, [3, 2, 2], [2, 2, 1], "Valid")

for (window, strides, dilations), padding, multiplier in itertools.product((([3, 3], [1, 1], [1, 1]), ([2, 3], [2, 2], [1, 1]), ([3, 2], [1, 1], [2, 1])), ("Valid", "Same"), (1, 2, 3)):
    depthwise_conv([7, 5, 3], window, strides, dilations, padding, multiplier)
depthwise_conv([7, 3], [3], [2], [1], "Same", 2)

for (window, strides, dilations), padding, multiplier in itertools.product((([3, 3], [1, 1], [1, 1]), ([3, 2], [2, 2], [1, 1]), ([2, 2], [1, 1], [2, 2])), ("Valid", "Same"), (1, 2)):
    separable_conv([7, 5, 3], 4, window, strides, dilations, padding, multiplier)
separable_conv([7, 3], 2, [3], [2], [1], "Same", 2)

for shape, window, strides in (([7, 3], [3], [1]), ([7, 3], [2], [2]), ([5, 7, 2], [3, 3], [1, 1]), ([5, 7, 2], [2, 3], [2, 1]), ([5, 7, 1], [1, 3], [2, 2])):
    locally_connected(shape, 3, window, strides)

resize("UpSampling1D(3)", [5, 2], [15], "nearest")
resize("UpSampling1D(3, Interpolation = Interpolation.Bilinear)", [5, 2], [15], "linear")
resize("UpSampling2D(2)", [5, 3, 2], [10, 6], "nearest")
resize("UpSampling2D(1, 3)", [5, 3, 2], [5, 9], "nearest")
resize("UpSampling2D(2, Interpolation = Interpolation.Bilinear)", [5, 3, 2], [10, 6], "bilinear")
resize("UpSampling2D(3, 2, Interpolation = Interpolation.Bilinear)", [3, 5, 2], [9, 10], "bilinear")
resize("UpSampling3D(2, 1, 3)", [3, 2, 3, 2], [6, 2, 9], "nearest")
resize("UpSampling3D(2, 1, 3, Interpolation = Interpolation.Bilinear)", [3, 2, 3, 2], [6, 2, 9], "trilinear")
for lengths in ([7, 4], [11, 13], [3, 9], [1, 1]):
    size = ", ".join(map(str, lengths))
    resize(f"Resizing({size})", [5, 7, 2], lengths, "bilinear")
    resize(f"Resizing({size}, Interpolation = Interpolation.Nearest)", [5, 7, 2], lengths, "nearest-exact")

for mode, option in (("bilinear", ""), ("nearest-exact", ", Interpolation = Interpolation.Nearest")):
    for shape, lengths in (([5, 7, 2], [6, 4]), ([7, 5, 2], [3, 9])):
        row(f"Resizing({lengths[0]}, {lengths[1]}, CropToAspectRatio = true{option})", shape, crop_and_resize(shape, lengths, mode))

zero_padding([5, 2], (1, 2))
zero_padding([3, 4, 2], (1, 0), (2, 3))
zero_padding([3, 2, 4, 2], (1, 1), (0, 2), (2, 1))
cropping([5, 2], (1, 2))
cropping([5, 6, 2], (1, 0), (2, 3))
cropping([4, 3, 5, 2], (1, 1), (0, 2), (2, 1))
center_crop([6, 7, 2], [3, 4])
center_crop([5, 4, 2], [7, 3])
row("Rescaling(0.5, -1)", [3, 4, 2], lambda x, weight: x * 0.5 - 1)
batch_normalization([5, 4, 3], 0.01)
for rank, shape in enumerate(([5, 3], [3, 4, 3], [3, 2, 4, 3]), 1):
    row(f"SpatialDropout{rank}D(0.4)", shape, lambda x, weight: x * 1)

for shape, window, strides, padding in (
    ([7, 3], [2], [2], "Same"), ([7, 5, 3], [2, 3], [2, 1], "Valid"), ([7, 6, 3], [3, 2], [2, 2], "Same"), ([5, 3, 4, 2], [2, 3, 2], [2, 2, 1], "Same"),
):
    pooling(shape, window, strides, padding)
for rank, shape in enumerate(([7, 3], [5, 7, 3], [3, 5, 2, 3]), 1):
    axes = list(range(2, rank + 2))
    row(f"GlobalMaxPooling{rank}D", shape, lambda x, weight: x.amax(axes))
    row(f"GlobalAveragePooling{rank}D", shape, lambda x, weight: x.mean(axes))
