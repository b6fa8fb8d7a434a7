using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Compiled.Kernels;

namespace Compiled.Benchmarks;

/// <summary>Elementwise functions through lanes, against <see cref="TensorPrimitives"/> and against a loop over <see cref="MathF"/>.</summary>
public unsafe class ElementwiseBenchmarks
{
    private const int Count = 16384;

    private AlignedMemory _x = null!;
    private AlignedMemory _y = null!;
    private Workers _workers = null!;

    [GlobalSetup]
    public void Setup()
    {
        _x = MatrixProductBenchmarks.Numbers(Count, 1);
        _y = MatrixProductBenchmarks.Numbers(Count, 2);
        _workers = new Workers(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _x.Dispose();
        _y.Dispose();
        _workers.Dispose();
    }

    /// <summary>max(0, x + b) · y in one pass.</summary>
    [Benchmark]
    public void FusedRelu()
    {
        var kernel = new ReluKernel(_x.Address, _y.Address);
        Elementwise.Run(ref kernel, 1, Count, 3, _workers);
    }

    /// <summary>The same in three passes.</summary>
    [Benchmark]
    public void ReluByTensorPrimitives()
    {
        var x = _x.Span(0, Count);
        var y = _y.Span(0, Count);
        TensorPrimitives.Add(x, 0.5f, y);
        TensorPrimitives.Max(y, 0f, y);
        TensorPrimitives.Multiply(y, x, y);
    }

    [Benchmark]
    public void Tanh()
    {
        var kernel = new TanhKernel(_x.Address, _y.Address);
        Elementwise.Run(ref kernel, 1, Count, 20, _workers);
    }

    [Benchmark]
    public void TanhByTensorPrimitives() => TensorPrimitives.Tanh(_x.Span(0, Count), _y.Span(0, Count));

    [Benchmark]
    public void TanhByMathF()
    {
        var x = _x.Span(0, Count);
        var y = _y.Span(0, Count);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Tanh(x[i]);
        }
    }

    [Benchmark]
    public void Exp()
    {
        var kernel = new ExpKernel(_x.Address, _y.Address);
        Elementwise.Run(ref kernel, 1, Count, 15, _workers);
    }

    [Benchmark]
    public void ExpByTensorPrimitives() => TensorPrimitives.Exp(_x.Span(0, Count), _y.Span(0, Count));

    [Benchmark]
    public void UniformNumbers() => Philox.Uniform(_y.Address, Count, 1, 2, 3, _workers);

    [Benchmark]
    public void NormalNumbers() => Philox.Normal(_y.Address, Count, 1, 2, 3, _workers);

    private readonly struct ReluKernel(float* x, float* y) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            var value = TLane.Load(x + index);
            var relu = TLane.Maximum(TLane.Add(value, TLane.Broadcast(0.5f)), TLane.Broadcast(0f));
            TLane.Store(y + index, TLane.Multiply(relu, value));
        }
    }

    private readonly struct TanhKernel(float* x, float* y) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
            => TLane.Store(y + index, TLane.Tanh(TLane.Load(x + index)));
    }

    private readonly struct ExpKernel(float* x, float* y) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
            => TLane.Store(y + index, TLane.Exp(TLane.Load(x + index)));
    }
}
