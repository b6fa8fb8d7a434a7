using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>
/// The packed product against three plain loops and against one dot product (TensorPrimitives) an element.
/// The right matrix of the latter lies transposed, which is the best case for it.
/// </summary>
public unsafe class MatrixProductBenchmarks
{
    private AlignedMemory _left = null!;
    private AlignedMemory _right = null!;
    private AlignedMemory _result = null!;
    private Workers _one = null!;
    private Workers _all = null!;

    /// <summary>Rows × columns × depth: the layers of a 784-128-128-10 network at batch 128, and squares.</summary>
    [Params("128x128x784", "128x128x128", "128x10x128", "1x128x784", "512x512x512", "1024x1024x1024")]
    public string Size { get; set; } = "";

    private int Rows { get; set; }

    private int Columns { get; set; }

    private int Depth { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int[] lengths = [.. Size.Split('x').Select(int.Parse)];
        (Rows, Columns, Depth) = (lengths[0], lengths[1], lengths[2]);
        _left = Numbers(Rows * Depth, 1);
        _right = Numbers(Depth * Columns, 2);
        _result = Numbers(Rows * Columns, 3);
        _one = new Workers(1);
        _all = new Workers(Workers.DefaultCount);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _left.Dispose();
        _right.Dispose();
        _result.Dispose();
        _one.Dispose();
        _all.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void OneThread() => Run(false, false, _one);

    [Benchmark]
    public void AllThreads() => Run(false, false, _all);

    [Benchmark]
    public void LeftTransposed() => Run(true, false, _one);

    [Benchmark]
    public void RightTransposed() => Run(false, true, _one);

    [Benchmark]
    public void PlainLoops()
    {
        float* left = _left.Address;
        float* right = _right.Address;
        float* result = _result.Address;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < Depth; k++)
                {
                    sum += left[(row * Depth) + k] * right[(k * Columns) + column];
                }

                result[(row * Columns) + column] = sum;
            }
        }
    }

    [Benchmark]
    public void DotProducts()
    {
        for (int row = 0; row < Rows; row++)
        {
            var left = _left.Span(row * Depth, Depth);
            var result = _result.Span(row * Columns, Columns);
            for (int column = 0; column < Columns; column++)
            {
                result[column] = TensorPrimitives.Dot<float>(left, _right.Span(column * Depth, Depth));
            }
        }
    }

    internal static AlignedMemory Numbers(int count, int seed)
    {
        var memory = new AlignedMemory(count);
        var random = new Random(seed);
        foreach (ref float value in memory.Span(0, count))
        {
            value = (random.NextSingle() * 2) - 1;
        }

        return memory;
    }

    private void Run(bool transposeLeft, bool transposeRight, Workers workers)
    {
        var epilogue = new StoreEpilogue(_result.Address, Columns);
        MatrixProduct.Run(
            ref epilogue, _left.Address, _right.Address, Rows, Columns, Depth, transposeLeft, transposeRight, workers);
    }
}
