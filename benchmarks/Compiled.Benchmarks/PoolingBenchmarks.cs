using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>Pooling and resizing, whose bound is memory, against a copy of the larger side. One thread.</summary>
public unsafe class PoolingBenchmarks
{
    private AlignedMemory _x = null!;
    private AlignedMemory _y = null!;
    private AlignedMemory _gradient = null!;
    private Workers _workers = null!;
    private SlidingWindow _window;

    /// <summary>Batch × size² × channels, window and stride.</summary>
    [Params("4x28x20 2/2", "4x14x50 2/2", "1x112x64 3/2")]
    public string Layer { get; set; } = "";

    private int Count => (int)_window.Batch * _window.InputHeight * _window.InputWidth * _window.Channels;

    [GlobalSetup]
    public void Setup()
    {
        int[] sizes = [.. Layer.Split('x', ' ', '/').Select(int.Parse)];
        int output = ((sizes[1] - sizes[3]) / sizes[4]) + 1;
        _window = new SlidingWindow
        {
            Batch = sizes[0],
            InputHeight = sizes[1],
            InputWidth = sizes[1],
            Channels = sizes[2],
            OutputHeight = output,
            OutputWidth = output,
            Filters = sizes[2],
            WindowHeight = sizes[3],
            WindowWidth = sizes[3],
            StrideHeight = sizes[4],
            StrideWidth = sizes[4],
        };
        _x = MatrixProductBenchmarks.Numbers(Count, 1);
        _y = MatrixProductBenchmarks.Numbers(Count, 2);
        _gradient = MatrixProductBenchmarks.Numbers(Count, 3);
        _workers = new Workers(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _x.Dispose();
        _y.Dispose();
        _gradient.Dispose();
        _workers.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _x.Span(0, Count).CopyTo(_gradient.Span(0, Count));

    [Benchmark]
    public void Max() => MaxPooling.Run(_x.Address, _y.Address, _window, _workers);

    [Benchmark]
    public void MaxGradient() => MaxPoolingGradient.Run(_x.Address, _y.Address, _y.Address, _gradient.Address, _window, _workers);

    [Benchmark]
    public void Average() => AveragePooling.Run(_x.Address, _y.Address, _window, _workers);

    [Benchmark]
    public void AverageGradient() => AveragePoolingGradient.Run(_y.Address, _gradient.Address, _window, _workers);

    [Benchmark]
    public void Bilinear() => Resize.Bilinear(_x.Address, _y.Address, _window, _workers);

    [Benchmark]
    public void BilinearGradient() => ResizeGradient.Bilinear(_y.Address, _gradient.Address, _window, _workers);
}
