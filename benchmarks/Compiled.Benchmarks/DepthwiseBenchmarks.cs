using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>Depthwise convolutions, whose bound is memory, against a copy of their input. One thread.</summary>
public unsafe class DepthwiseBenchmarks
{
    private AlignedMemory _x = null!;
    private AlignedMemory _y = null!;
    private AlignedMemory _kernel = null!;
    private AlignedMemory _kernelGradient = null!;
    private Workers _workers = null!;
    private SlidingWindow _window;

    /// <summary>Size² × channels, under windows of three with padding.</summary>
    [Params("56x64", "14x512")]
    public string Layer { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] sizes = [.. Layer.Split('x').Select(int.Parse)];
        _window = new SlidingWindow
        {
            Batch = 1,
            InputHeight = sizes[0],
            InputWidth = sizes[0],
            Channels = sizes[1],
            OutputHeight = sizes[0],
            OutputWidth = sizes[0],
            Filters = sizes[1],
            WindowHeight = 3,
            WindowWidth = 3,
            BeforeHeight = 1,
            BeforeWidth = 1,
            Groups = sizes[1],
        };
        int count = sizes[0] * sizes[0] * sizes[1];
        _x = MatrixProductBenchmarks.Numbers(count, 1);
        _y = MatrixProductBenchmarks.Numbers(count, 2);
        _kernel = MatrixProductBenchmarks.Numbers(9 * sizes[1], 3);
        _kernelGradient = MatrixProductBenchmarks.Numbers(9 * sizes[1], 4);
        _workers = new Workers(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _x.Dispose();
        _y.Dispose();
        _kernel.Dispose();
        _kernelGradient.Dispose();
        _workers.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Copy()
    {
        int count = _window.InputHeight * _window.InputWidth * _window.Channels;
        _x.Span(0, count).CopyTo(_y.Span(0, count));
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
        var epilogue = new StoreEpilogue(_x.Address, _window.Channels);
        ConvolutionInputGradient.Run(ref epilogue, _y.Address, _kernel.Address, _window, _workers);
    }

    [Benchmark]
    public void KernelGradient()
    {
        var epilogue = new StoreEpilogue(_kernelGradient.Address, _window.Filters);
        ConvolutionKernelGradient.Run(ref epilogue, _x.Address, _y.Address, _window, _workers);
    }
}
