using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The steps that the softmax family shares, over one row. Elements are folded into 16 accumulators by their index modulo 16,
/// and these in halves, so that every width gives the same bits.
/// </summary>
internal static unsafe class RowFolds
{
    public const int Accumulators = 16;

    /// <summary>The scratch memory of a row, in floats: the accumulators, and the widest lane.</summary>
    public const int Memory = Accumulators + 16;

    public static void Clear(float* tail) => new Span<float>(tail, Accumulators).Clear();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum<TLane>(float* x, nint columns, float* tail)
        where TLane : struct, ILane<TLane>
    {
        // The order does not matter: the maximum is exact, and a NaN anywhere wins.
        nint rest = columns % TLane.Width;
        TLane maximum = LoadRest<TLane>(x + columns - rest, rest, tail);
        for (nint column = 0; column <= columns - TLane.Width; column += TLane.Width)
        {
            maximum = TLane.Maximum(maximum, TLane.Load(x + column));
        }

        return TLane.Max(maximum);
    }

    /// <summary>The sum of e^(x − maximum); the terms are stored where a destination is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exponentials<TLane>(float* x, float* destination, nint columns, float maximum, float* tail)
        where TLane : struct, ILane<TLane>
    {
        Clear(tail);
        nint column = 0;
        for (; column <= columns - TLane.Width; column += TLane.Width)
        {
            var value = TLane.Exp(TLane.Subtract(TLane.Load(x + column), TLane.Broadcast(maximum)));
            float* accumulator = tail + (column % Accumulators);
            TLane.Store(accumulator, TLane.Add(TLane.Load(accumulator), value));
            if (destination != null)
            {
                TLane.Store(destination + column, value);
            }
        }

        if (column < columns)
        {
            var value = TLane.Exp(TLane.Subtract(LoadRest<TLane>(x + column, columns - column, tail), TLane.Broadcast(maximum)));
            float* accumulator = tail + (column % Accumulators);
            TLane.Store(accumulator, TLane.Add(TLane.Load(accumulator), value));
            if (destination != null)
            {
                TLane.Store(tail + Accumulators, value);
                Copy(tail + Accumulators, destination + column, columns - column);
            }
        }

        return Sum<TLane>(tail);
    }

    /// <summary>log Σ e^(x − maximum), with the maximum that was subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogSum<TLane>(float* x, nint columns, float* tail, out float maximum)
        where TLane : struct, ILane<TLane>
    {
        maximum = Maximum<TLane>(x, columns, tail);
        return Lane1.Log(new Lane1(Exponentials<TLane>(x, null, columns, maximum, tail))).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale<TLane>(float* x, nint columns, float factor)
        where TLane : struct, ILane<TLane>
    {
        nint column = 0;
        for (; column <= columns - TLane.Width; column += TLane.Width)
        {
            TLane.Store(x + column, TLane.Multiply(TLane.Load(x + column), TLane.Broadcast(factor)));
        }

        for (; column < columns; column++)
        {
            x[column] *= factor;
        }
    }

    /// <summary>What is left of a row, fewer elements than a lane has: the others are −∞, which no maximum is and whose exponential adds nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane LoadRest<TLane>(float* x, nint count, float* tail)
        where TLane : struct, ILane<TLane>
    {
        if (count == 0)
        {
            return TLane.Broadcast(float.NegativeInfinity);
        }

        TLane.Store(tail + Accumulators, TLane.Broadcast(float.NegativeInfinity));
        Copy(x, tail + Accumulators, count);
        return TLane.Load(tail + Accumulators);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* destination, nint count)
    {
        nint i = 0;
        for (; i <= count - Lane128.Width; i += Lane128.Width)
        {
            Lane128.Store(destination + i, Lane128.Load(source + i));
        }

        for (; i < count; i++)
        {
            destination[i] = source[i];
        }
    }

    public static float Sum<TLane>(float* tail)
        where TLane : struct, ILane<TLane>
    {
        for (int half = Accumulators / 2; half >= TLane.Width; half /= 2)
        {
            for (int i = 0; i < half; i += TLane.Width)
            {
                TLane.Store(tail + i, TLane.Add(TLane.Load(tail + i), TLane.Load(tail + half + i)));
            }
        }

        return TLane.Sum(TLane.Load(tail));
    }
}
