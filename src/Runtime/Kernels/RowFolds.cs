using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The steps that the softmax family shares, over one row. Elements are folded into 16 accumulators by their index modulo 16,
/// and these in halves, so that every width gives the same bits.
/// </summary>
internal static unsafe class RowFolds
{
    public const int Accumulators = 16;

    public static void Clear(float* tail) => new Span<float>(tail, Accumulators).Clear();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum<TLane>(float* x, nint columns)
        where TLane : struct, ILane<TLane>
    {
        float maximum = x[0];
        nint column = 0;
        if (columns >= TLane.Width)
        {
            // The order does not matter: the maximum is exact, and a NaN anywhere wins.
            var lane = TLane.Load(x);
            for (column = TLane.Width; column <= columns - TLane.Width; column += TLane.Width)
            {
                lane = TLane.Maximum(lane, TLane.Load(x + column));
            }

            maximum = TLane.Max(lane);
        }

        for (; column < columns; column++)
        {
            maximum = Lane1.Maximum(new Lane1(maximum), new Lane1(x[column])).Value;
        }

        return maximum;
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

        for (; column < columns; column++)
        {
            var value = Lane1.Exp(new Lane1(x[column] - maximum));
            tail[column % Accumulators] += value.Value;
            if (destination != null)
            {
                destination[column] = value.Value;
            }
        }

        return Sum<TLane>(tail);
    }

    /// <summary>log Σ e^(x − maximum), with the maximum that was subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogSum<TLane>(float* x, nint columns, float* tail, out float maximum)
        where TLane : struct, ILane<TLane>
    {
        maximum = Maximum<TLane>(x, columns);
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
