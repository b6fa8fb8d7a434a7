using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>Softmax and its cross-entropy at batch 128.</summary>
public unsafe class SoftmaxBenchmarks
{
    private const int Rows = 128;

    private AlignedMemory _x = null!;
    private AlignedMemory _y = null!;
    private AlignedMemory _losses = null!;
    private AlignedMemory _labels = null!;
    private Workers _workers = null!;

    [Params(10, 1000)]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = MatrixProductBenchmarks.Numbers(Rows * Classes, 1);
        _y = MatrixProductBenchmarks.Numbers(Rows * Classes, 2);
        _losses = new AlignedMemory(Rows);

        // Zero bits are the label 0.
        _labels = new AlignedMemory(Rows);
        _workers = new Workers(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _x.Dispose();
        _y.Dispose();
        _losses.Dispose();
        _labels.Dispose();
        _workers.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Softmax() => Kernels.Softmax.Run(_x.Address, _y.Address, Rows, Classes, _workers);

    /// <summary>Row by row, without the subtraction of the largest.</summary>
    [Benchmark]
    public void SoftmaxByTensorPrimitives()
    {
        for (int row = 0; row < Rows; row++)
        {
            TensorPrimitives.SoftMax<float>(_x.Span(row * Classes, Classes), _y.Span(row * Classes, Classes));
        }
    }

    [Benchmark]
    public void SparseCrossEntropy()
        => SparseSoftmaxCrossEntropy.Run(_x.Address, (int*)_labels.Address, _losses.Address, Rows, Classes, _workers);
}
