using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Kernels;

namespace Peers;

/// <summary>The limits of the machine that the results stand beside.</summary>
/// <param name="Gflops">Multiply-adds in registers alone, as 10⁹ operations a second.</param>
/// <param name="GigabytesPerSecond">Reading and writing memory that no cache holds: a[i] = b[i] + s·c[i] (J. McCalpin's STREAM triad).</param>
/// <param name="CacheGigabytesPerSecond">Reading half a <see cref="CacheBytes"/>, again and again.</param>
internal readonly unsafe record struct MachinePeak(double Gflops, double GigabytesPerSecond, double CacheGigabytesPerSecond)
{
    /// <summary>What the second-level cache of a processor for servers holds, at least.</summary>
    public const int CacheBytes = 512 << 10;

    // Shorter than the time that a scheduler gives a thread, so that on a busy machine some are not interrupted.
    private const int Steps = 200_000;
    private const int Chains = 12;
    private const double TrialSeconds = 0.4;

    /// <summary>Measures with so many threads.</summary>
    public static MachinePeak Measure(int threads) => new(threads * Best(threads, () => MultiplyAddGflops), threads * Best(threads, Triads), threads * Best(threads, Sums));

    /// <summary>One short measurement of multiply-adds in registers on this thread.</summary>
    public static double MultiplyAddGflops()
    {
        long start = Stopwatch.GetTimestamp();
        int width = MultiplyAdds(Steps).Width;
        return 2.0 * Steps * Chains * width / Stopwatch.GetElapsedTime(start).TotalSeconds * 1e-9;
    }

    private static Func<double> Triads()
    {
        const int Length = 8 << 20;
        float[] a = new float[Length], b = new float[Length], c = new float[Length];
        return () =>
        {
            long start = Stopwatch.GetTimestamp();
            Triad(a, b, c);
            return 3.0 * sizeof(float) * Length / Stopwatch.GetElapsedTime(start).TotalSeconds * 1e-9;
        };
    }

    private static Func<double> Sums()
    {
        const int Repeats = 1000;
        float[] values = new float[CacheBytes / 2 / sizeof(float)];
        return () =>
        {
            long start = Stopwatch.GetTimestamp();
            fixed (float* address = values)
            {
                float sum = 0;
                for (int i = 0; i < Repeats; i++)
                {
                    sum += Lane512.IsSupported ? Sum<Lane512>(address, values.Length)
                        : Lane256.IsSupported ? Sum<Lane256>(address, values.Length)
                        : Sum<Lane128>(address, values.Length);
                }

                return sum == 0 ? (double)Repeats * sizeof(float) * values.Length / Stopwatch.GetElapsedTime(start).TotalSeconds * 1e-9 : double.NaN;
            }
        };
    }

    // Eight sums that do not wait for one another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Sum<TLane>(float* values, int length)
        where TLane : struct, ILane<TLane>
    {
        TLane zero = TLane.Broadcast(0f);
        TLane a = zero, b = zero, c = zero, d = zero, e = zero, f = zero, g = zero, h = zero;
        for (float* end = values + length; values < end; values += 8 * TLane.Width)
        {
            a = TLane.Add(a, TLane.Load(values));
            b = TLane.Add(b, TLane.Load(values + TLane.Width));
            c = TLane.Add(c, TLane.Load(values + (2 * TLane.Width)));
            d = TLane.Add(d, TLane.Load(values + (3 * TLane.Width)));
            e = TLane.Add(e, TLane.Load(values + (4 * TLane.Width)));
            f = TLane.Add(f, TLane.Load(values + (5 * TLane.Width)));
            g = TLane.Add(g, TLane.Load(values + (6 * TLane.Width)));
            h = TLane.Add(h, TLane.Load(values + (7 * TLane.Width)));
        }

        float* result = stackalloc float[TLane.Width];
        TLane.Store(result, TLane.Add(Sum(a, b, c, d), Sum(e, f, g, h)));
        return *result;
    }

    // All threads measure at the same time, each again and again; the best of the slowest thread counts for all.
    private static double Best(int threads, Func<Func<double>> create)
    {
        var best = new double[threads];
        using var start = new Barrier(threads);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            Func<double> measure = create();
            start.SignalAndWait();
            long begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin).TotalSeconds < TrialSeconds)
            {
                best[thread] = Math.Max(best[thread], measure());
            }
        }))];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return best.Min();
    }

    private static (float Sum, int Width) MultiplyAdds(int steps) =>
        Lane512.IsSupported ? (RunChains<Lane512>(steps), Lane512.Width)
        : Lane256.IsSupported ? (RunChains<Lane256>(steps), Lane256.Width)
        : (RunChains<Lane128>(steps), Lane128.Width);

    // Twelve chains that do not wait for one another: more than latency times units on any processor of today.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float RunChains<TLane>(int steps)
        where TLane : struct, ILane<TLane>
    {
        TLane x = TLane.Broadcast(1.0000001f), y = TLane.Broadcast(1e-9f);
        TLane a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = TLane.MultiplyAdd(a, x, y);
            b = TLane.MultiplyAdd(b, x, y);
            c = TLane.MultiplyAdd(c, x, y);
            d = TLane.MultiplyAdd(d, x, y);
            e = TLane.MultiplyAdd(e, x, y);
            f = TLane.MultiplyAdd(f, x, y);
            g = TLane.MultiplyAdd(g, x, y);
            h = TLane.MultiplyAdd(h, x, y);
            i = TLane.MultiplyAdd(i, x, y);
            j = TLane.MultiplyAdd(j, x, y);
            k = TLane.MultiplyAdd(k, x, y);
            l = TLane.MultiplyAdd(l, x, y);
        }

        float* result = stackalloc float[TLane.Width];
        TLane.Store(result, TLane.Add(Sum(a, b, c, d), TLane.Add(Sum(e, f, g, h), Sum(i, j, k, l))));
        return *result;
    }

    private static TLane Sum<TLane>(TLane a, TLane b, TLane c, TLane d)
        where TLane : struct, ILane<TLane> => TLane.Add(TLane.Add(a, b), TLane.Add(c, d));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triad(float[] a, float[] b, float[] c)
    {
        ref float x = ref MemoryMarshal.GetArrayDataReference(a), y = ref MemoryMarshal.GetArrayDataReference(b), z = ref MemoryMarshal.GetArrayDataReference(c);
        Vector256<float> scale = Vector256.Create(3f);
        for (nuint i = 0; i < (nuint)a.Length; i += 8)
        {
            (Vector256.LoadUnsafe(ref y, i) + (scale * Vector256.LoadUnsafe(ref z, i))).StoreUnsafe(ref x, i);
        }
    }
}
