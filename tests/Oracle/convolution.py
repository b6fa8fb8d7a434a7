"""Convolution and pooling with their gradients by PyTorch (1.13), in double precision, over a grid of geometries.

python3 tests/Oracle/convolution.py > tests/Oracle/convolution.csv, read by tests/Generator.Tests/OperatorRules/TorchConvolutionTests.cs

Tensors lie channels last, as the tests have them: element i of x is sin(i + 1), of the kernel cos(i + 1), of the gradient sin(2 i + 1).
Each row gives the sums of the result's elements times cos(3 i), of the gradient of x times sin(i), of the gradient of the kernel times cos(i).
"""
import itertools

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
LENGTHS = {1: (7,), 2: (7, 6), 3: (5, 4, 6)}
CHANNELS, FILTERS = 4, 6


def wave(function, scale, shift, shape):
    count = 1
    for size in shape:
        count *= size
    return function(torch.arange(count, dtype=torch.float64) * scale + shift).reshape(shape)


def channels_first(x):
    return x.permute(0, x.dim() - 1, *range(1, x.dim() - 1))


def channels_last(x):
    return x.permute(0, *range(2, x.dim()), 1)


def check(tensor, function, scale):
    return (tensor * wave(function, scale, 0, tensor.shape)).sum().item()


def row(name, result, x, kernel):
    result.backward(wave(torch.sin, 2, 1, result.shape))
    sums = [check(result, torch.cos, 3), check(x.grad, torch.sin, 1)] + ([] if kernel is None else [check(kernel.grad, torch.cos, 1)])
    print(";".join([name] + [repr(s) for s in sums]))


def padded(x, rank, before, after, value):
    return F.pad(x, [before, after] * rank, value=value)


print("operator;batch;rank;window;stride;dilation;before;after;groups;result;x;kernel")
for batch, rank, window, stride, dilation, (before, after), groups in itertools.product((1, 5), (1, 2, 3), (1, 2, 3), (1, 2), (1, 2), ((0, 0), (1, 1), (0, 1)), (1, 2)):
    if window == 1 and dilation > 1 or (window - 1) * dilation + 1 > min(LENGTHS[rank]) + before + after:
        continue
    x = wave(torch.sin, 1, 1, (batch, *LENGTHS[rank], CHANNELS)).requires_grad_()
    kernel = wave(torch.cos, 1, 1, (*[window] * rank, CHANNELS // groups, FILTERS)).requires_grad_()
    weight = kernel.permute(rank + 1, rank, *range(rank))
    convolve = (F.conv1d, F.conv2d, F.conv3d)[rank - 1]
    y = convolve(padded(channels_first(x), rank, before, after, 0.0), weight, stride=stride, dilation=dilation, groups=groups)
    row(f"Convolution;{batch};{rank};{window};{stride};{dilation};{before};{after};{groups}", channels_last(y), x, kernel)

for batch, rank, window, stride, padding in itertools.product((1, 5), (1, 2, 3), (1, 2, 3), (1, 2, 3), (0, 1)):
    if padding > window // 2:
        continue
    for name, pool in (("MaxPooling", (F.max_pool1d, F.max_pool2d, F.max_pool3d)), ("AveragePooling", (F.avg_pool1d, F.avg_pool2d, F.avg_pool3d))):
        x = wave(torch.sin, 1, 1, (batch, *LENGTHS[rank], CHANNELS)).requires_grad_()
        options = {} if name == "MaxPooling" else {"count_include_pad": False}
        y = pool[rank - 1](channels_first(x), window, stride, padding, **options)
        row(f"{name};{batch};{rank};{window};{stride};1;{padding};{padding};1", channels_last(y), x, None)
