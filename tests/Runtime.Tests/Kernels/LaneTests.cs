using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Accuracy against double precision, over bit patterns of every sign and size, and equality of all widths.</summary>
public unsafe class LaneTests
{
    // A prime step visits all exponents and many mantissas; COMPILED_LANE_STEP=1 visits all floats, for which LaneMath documents the largest errors
    // of all but Erf and Power. Those of these two are of a step of 1543.
    private static readonly long Step = long.Parse(Environment.GetEnvironmentVariable("COMPILED_LANE_STEP") ?? "24593", System.Globalization.CultureInfo.InvariantCulture);

    // The bit patterns are looked at in parts, which threads share.
    private const int Parts = 256;
    private const long PartLength = (1L << 32) / Parts;

    [Fact]
    public void ExpIsAccurate() => Check<ExpFunction>(1.03);

    [Fact]
    public void LogIsAccurate() => Check<LogFunction>(0.83);

    [Fact]
    public void TanhIsAccurate() => Check<TanhFunction>(1.30);

    [Fact]
    public void SigmoidIsAccurate() => Check<SigmoidFunction>(1.97);

    [Fact]
    public void ErfIsAccurate() => Check<ErfFunction>(1.43);

    [Fact]
    public void Log1PIsAccurate() => Check<Log1PFunction>(1.44);

    [Fact]
    public void ExpM1IsAccurate() => Check<ExpM1Function>(1.49);

    [Fact]
    public void SinIsAccurate() => Check<SinFunction>(2.34);

    [Fact]
    public void CosIsAccurate() => Check<CosFunction>(2.33);

    [Fact]
    public void FloorIsExact() => Check<FloorFunction>(0);

    [Fact]
    public void SqrtIsExact() => Check<SqrtFunction>(0.5);

    [Fact]
    public void PowerIsAccurate()
    {
        float[] exponents = [0, 1, 2, -1, 0.5f, 3, -2.5f, 0.1f, 10, 17.3f, 1e-5f, 1e6f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -3];
        float* y = stackalloc float[16];
        float* x = stackalloc float[16];
        float* y1 = stackalloc float[16];
        float* y8 = stackalloc float[16];
        float* y16 = stackalloc float[16];
        double worst = 0;
        string at = "";
        for (long bits = 0; bits <= uint.MaxValue; bits += Step)
        {
            for (int i = 0; i < 16; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)bits);
                y[i] = exponents[i];
            }

            for (int i = 0; i < 16; i++)
            {
                Lane1.Store(y1 + i, Lane1.Power(Lane1.Load(x + i), Lane1.Load(y + i)));
            }

            Lane256.Store(y8, Lane256.Power(Lane256.Load(x), Lane256.Load(y)));
            Lane256.Store(y8 + 8, Lane256.Power(Lane256.Load(x + 8), Lane256.Load(y + 8)));
            Lane512.Store(y16, Lane512.Power(Lane512.Load(x), Lane512.Load(y)));
            for (int i = 0; i < 16; i++)
            {
                if (!Same(y1[i], y8[i]) || !Same(y1[i], y16[i]))
                {
                    Assert.Fail($"{x[i]:R} to {y[i]:R} is {y1[i]:R}, {y8[i]:R}, {y16[i]:R} for 1, 8 and 16 elements.");
                }

                double error = UlpError(y1[i], Math.Pow(x[i], y[i]));
                if (error > worst)
                {
                    worst = error;
                    at = $"{x[i]:R} to {y[i]:R}";
                }
            }
        }

        Assert.True(worst <= 2, $"{worst:F3} ulp at {at}");
    }

    [Fact]
    public void LimitsAreExact()
    {
        CheckLimits<TanhFunction>(9.03f);
        CheckLimits<SigmoidFunction>(104f);
        CheckLimits<ErfFunction>(4f);
        CheckLimits<ExpFunction>(104f);
        CheckLimits<ExpM1Function>(104f);
    }

    /// <summary>From some size on a function is what it is at infinity, to the bit.</summary>
    private static void CheckLimits<TFunction>(float from)
        where TFunction : ILaneFunction
    {
        float* x = stackalloc float[16] { from, -from, from * 1.01f, -from * 1.01f, 110f, -110f, 1e4f, -1e4f, 1e30f, -1e30f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity };
        float* y = stackalloc float[16];
        for (int width = 0; width < 4; width++)
        {
            switch (width)
            {
                case 0: Run<TFunction, Lane1>(x, y); break;
                case 1: Run<TFunction, Lane128>(x, y); break;
                case 2: Run<TFunction, Lane256>(x, y); break;
                default: Run<TFunction, Lane512>(x, y); break;
            }

            for (int i = 0; i < 16; i++)
            {
                Assert.Equal(((float)TFunction.Exact(x[i]), x[i]), (y[i], x[i]));
            }
        }
    }

    /// <param name="documented">The largest error that LaneMath documents, rounded; without fused multiplication it is at most 2, or that.</param>
    private static void Check<TFunction>(double documented)
        where TFunction : ILaneFunction
    {
        double limit = documented > 1 && !Fma.IsSupported && !AdvSimd.IsSupported ? Math.Max(2, documented + 0.005) : documented + 0.005;
        var worst = new (double Error, float At)[Parts];
        Parallel.For(0, Parts, part => worst[part] = Worst<TFunction>(part * PartLength, (part + 1) * PartLength));
        (double error, float at) = worst.MaxBy(part => part.Error);
        Assert.True(error <= limit, $"{error:F3} ulp at {at:R}");
    }

    /// <summary>The largest error over some bit patterns, and where it is; fails where two widths differ.</summary>
    private static (double Error, float At) Worst<TFunction>(long first, long end)
        where TFunction : ILaneFunction
    {
        float* x = stackalloc float[16];
        float* y1 = stackalloc float[16];
        float* y4 = stackalloc float[16];
        float* y8 = stackalloc float[16];
        float* y16 = stackalloc float[16];
        (double Error, float At) worst = default;
        for (long bits = (first + Step - 1) / Step * Step; bits < end; bits += 16 * Step)
        {
            for (int i = 0; i < 16; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(end - 1, bits + (i * Step)));
            }

            Run<TFunction, Lane1>(x, y1);
            Run<TFunction, Lane128>(x, y4);
            Run<TFunction, Lane256>(x, y8);
            Run<TFunction, Lane512>(x, y16);
            for (int i = 0; i < 16; i++)
            {
                if (!Same(y1[i], y4[i]) || !Same(y1[i], y8[i]) || !Same(y1[i], y16[i]))
                {
                    Assert.Fail($"f({x[i]:R}) is {y1[i]:R}, {y4[i]:R}, {y8[i]:R}, {y16[i]:R} for 1, 4, 8 and 16 elements.");
                }

                double error = UlpError(y1[i], TFunction.Exact(x[i]));
                if (error > worst.Error)
                {
                    worst = (error, x[i]);
                }
            }
        }

        return worst;
    }

    private static void Run<TFunction, T>(float* x, float* y)
        where TFunction : ILaneFunction
        where T : struct, ILane<T>
    {
        for (int i = 0; i < 16; i += T.Width)
        {
            T.Store(y + i, TFunction.Call(T.Load(x + i)));
        }
    }

    private static bool Same(float left, float right)
        => BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));

    /// <summary>The distance in units of the last place of the nearest float; infinite where one is finite or a number and the other is not.</summary>
    private static double UlpError(float value, double exact)
    {
        float rounded = (float)exact;
        if (float.IsNaN(value) || float.IsNaN(rounded))
        {
            return float.IsNaN(value) == float.IsNaN(rounded) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity(value) || float.IsInfinity(rounded))
        {
            // A result within half an ulp of overflow may round either way.
            return value == rounded || Math.Max(Math.Abs(value), Math.Abs(rounded)) - Math.Abs(exact) < 1e32 ? 0 : double.PositiveInfinity;
        }

        if (rounded == 0 && value == 0)
        {
            return exact == 0 && double.IsNegative(exact) != float.IsNegative(value) ? double.PositiveInfinity : 0;
        }

        double size = Math.Abs(rounded);
        double ulp = Math.Max(MathF.BitIncrement((float)size) - size, float.Epsilon);
        return Math.Abs(value - exact) / ulp;
    }
}
