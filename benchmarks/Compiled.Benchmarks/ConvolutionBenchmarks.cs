using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>
/// Convolutions and both of their gradients against a matrix product of as many multiplications: the layers of LeNet, of a small network
/// for CIFAR-10 and of VGG-16, a strided one, and groups of few channels. One thread.
/// </summary>
public unsafe class ConvolutionBenchmarks
{
    private AlignedMemory _x = null!;
    private AlignedMemory _kernel = null!;
    private AlignedMemory _y = null!;
    private AlignedMemory _xGradient = null!;
    private AlignedMemory _kernelGradient = null!;
    private Workers _workers = null!;
    private SlidingWindow _window;

    /// <summary>Batch × size² × channels, window and stride, filters, and groups where there are several.</summary>
    [Params(
        "8x28x1 5/1 20",
        "4x14x20 5/1 50",
        "8x32x3 3/1 32",
        "2x32x32 3/1 32",
        "4x16x64 3/1 64",
        "1x56x128 3/1 256",
        "1x14x512 3/1 512",
        "2x56x64 3/2 128",
        "2x28x64 3/1 64 16",
        "2x28x64 3/1 128 64")]
    public string Layer { get; set; } = "";

    private int Positions => (int)_window.Batch * _window.OutputHeight * _window.OutputWidth;

    private int Patch => _window.WindowHeight * _window.WindowWidth * (_window.Channels / _window.Groups);

    [GlobalSetup]
    public void Setup()
    {
        int[] sizes = [.. Layer.Split('x', ' ', '/').Select(int.Parse)];
        (int size, int channels, int window, int stride, int filters) = (sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
        _window = new SlidingWindow
        {
            Batch = sizes[0],
            InputHeight = size,
            InputWidth = size,
            Channels = channels,
            OutputHeight = (size + stride - 1) / stride,
            OutputWidth = (size + stride - 1) / stride,
            Filters = filters,
            WindowHeight = window,
            WindowWidth = window,
            StrideHeight = stride,
            StrideWidth = stride,
            BeforeHeight = (window - 1) / 2,
            BeforeWidth = (window - 1) / 2,
            Groups = sizes.Length > 6 ? sizes[6] : 1,
        };
        int inputs = sizes[0] * size * size * channels;

        // The matrix product reads patches as if they were stored: as much memory, any values.
        _x = MatrixProductBenchmarks.Numbers(Math.Max(inputs, Positions * Patch), 1);
        _kernel = MatrixProductBenchmarks.Numbers(Patch * filters, 2);
        _y = MatrixProductBenchmarks.Numbers(Positions * filters, 3);
        _xGradient = MatrixProductBenchmarks.Numbers(inputs, 4);
        _kernelGradient = MatrixProductBenchmarks.Numbers(Patch * filters, 5);
        _workers = new Workers(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _x.Dispose();
        _kernel.Dispose();
        _y.Dispose();
        _xGradient.Dispose();
        _kernelGradient.Dispose();
        _workers.Dispose();
    }

    /// <summary>positions × filters × patch.</summary>
    [Benchmark(Baseline = true)]
    public void Product()
    {
        var epilogue = new StoreEpilogue(_y.Address, _window.Filters);
        MatrixProduct.Run(
            ref epilogue, _x.Address, _kernel.Address, Positions, _window.Filters, Patch, transposeLeft: false, transposeRight: false, _workers);
    }

    [Benchmark]
    public void Forward()
    {
        var epilogue = new StoreEpilogue(_y.Address, _window.Filters);
        Convolution.Run(ref epilogue, _x.Address, _kernel.Address, _window, _workers);
    }

    [Benchmark]
    public void InputGradient()
    {
        var epilogue = new StoreEpilogue(_xGradient.Address, _window.Channels);
        ConvolutionInputGradient.Run(ref epilogue, _y.Address, _kernel.Address, _window, _workers);
    }

    [Benchmark]
    public void KernelGradient()
    {
        var epilogue = new StoreEpilogue(_kernelGradient.Address, _window.Filters);
        ConvolutionKernelGradient.Run(ref epilogue, _x.Address, _y.Address, _window, _workers);
    }
}
