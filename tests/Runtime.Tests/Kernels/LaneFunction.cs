using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>A function of a lane as a type, so that one test serves all functions and widths.</summary>
internal interface ILaneFunction
{
    static abstract T Call<T>(T x)
        where T : struct, ILane<T>;

    /// <summary>The function in double precision.</summary>
    static abstract double Exact(double x);
}

internal readonly struct ExpFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Exp(x);

    public static double Exact(double x) => Math.Exp(x);
}

internal readonly struct LogFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Log(x);

    public static double Exact(double x) => Math.Log(x);
}

internal readonly struct TanhFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Tanh(x);

    public static double Exact(double x) => Math.Tanh(x);
}

internal readonly struct SigmoidFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Sigmoid(x);

    public static double Exact(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
}

internal readonly struct ErfFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Erf(x);

    public static double Exact(double x) => ExactFunctions.Erf(x);
}

internal readonly struct Log1PFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Log1P(x);

    public static double Exact(double x) => ExactFunctions.Log1P(x);
}

internal readonly struct ExpM1Function : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.ExpM1(x);

    public static double Exact(double x) => ExactFunctions.ExpM1(x);
}

internal readonly struct SinFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Sin(x);

    public static double Exact(double x) => Math.Sin(x);
}

internal readonly struct CosFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Cos(x);

    public static double Exact(double x) => Math.Cos(x);
}

internal readonly struct FloorFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Floor(x);

    public static double Exact(double x) => Math.Floor(x);
}

internal readonly struct SqrtFunction : ILaneFunction
{
    public static T Call<T>(T x) where T : struct, ILane<T> => T.Sqrt(x);

    public static double Exact(double x) => Math.Sqrt(x);
}

/// <summary>Functions that <see cref="Math"/> lacks.</summary>
internal static class ExactFunctions
{
    /// <summary>Kahan's correction of log(1 + x).</summary>
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : u > 0 && double.IsFinite(u) ? Math.Log(u) * x / (u - 1) : Math.Log(u);
    }

    /// <summary>Kahan's correction of e^x − 1.</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 || !double.IsFinite(u) ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>The Maclaurin series below 3, the continued fraction of the complement above.</summary>
    public static double Erf(double x)
    {
        // A sum would lose the sign of zero.
        if (double.IsNaN(x) || x == 0)
        {
            return x;
        }

        double size = Math.Abs(x);
        if (size > 6)
        {
            return Math.Sign(x);
        }

        if (size < 3)
        {
            double term = x;
            double sum = x;
            for (int n = 1; n < 100; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return sum * 2 / Math.Sqrt(Math.PI);
        }

        double fraction = size;
        for (int n = 60; n > 0; n--)
        {
            fraction = size + (n / 2.0 / fraction);
        }

        return Math.Sign(x) * (1 - (Math.Exp(-x * x) / (fraction * Math.Sqrt(Math.PI))));
    }
}
