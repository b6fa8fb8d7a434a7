using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>
/// The steps that the softmax family shares, over one row. Elements are folded into 16 accumulators by their index modulo 16,
/// and these in halves, so that every width gives the same bits.
/// </summary>
/// <param name="x">The row.</param>
/// <param name="columns">Its elements.</param>
/// <param name="end">Behind the last row: what may be read.</param>
/// <param name="memory">Scratch memory of <see cref="Memory"/> floats.</param>
internal readonly unsafe ref struct RowFolds(float* x, nint columns, float* end, float* memory)
{
    public const int Accumulators = 16;

    /// <summary>The scratch memory of a row, in floats: the accumulators and a lane.</summary>
    public const int Memory = Accumulators + WidestLane;

    private const int WidestLane = 16;

    // Loaded so many floats before the middle, the elements behind as many are negative.
    private static ReadOnlySpan<float> RestMask => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

    private readonly float* _x = x;
    private readonly nint _columns = columns;
    private readonly float* _end = end;
    private readonly float* _accumulators = memory;
    private readonly float* _rest = memory + Accumulators;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Maximum<TLane>()
        where TLane : struct, ILane<TLane>
    {
        // The order does not matter: the maximum is exact, and a NaN anywhere wins.
        nint rest = _columns % TLane.Width;
        TLane maximum = LoadRest<TLane>(_columns - rest, rest);
        for (nint column = 0; column <= _columns - TLane.Width; column += TLane.Width)
        {
            maximum = TLane.Maximum(maximum, TLane.Load(_x + column));
        }

        return TLane.Max(maximum);
    }

    /// <summary>The sum of e^(x − maximum); the terms are stored where a destination is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Exponentials<TLane>(float* destination, float maximum)
        where TLane : struct, ILane<TLane>
    {
        Clear();
        nint column = 0;
        for (; column <= _columns - TLane.Width; column += TLane.Width)
        {
            TLane term = Exponential(TLane.Load(_x + column), maximum);
            Add(column, term);
            if (destination != null)
            {
                TLane.Store(destination + column, term);
            }
        }

        if (column < _columns)
        {
            TLane term = Exponential(LoadRest<TLane>(column, _columns - column), maximum);
            Add(column, term);
            if (destination != null)
            {
                StoreRest(destination + column, _columns - column, term);
            }
        }

        return Sum<TLane>();
    }

    /// <summary>The terms e^(x − maximum) of a row that one lane holds, and their sum; behind the row they are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane ExponentialsOfLane<TLane>(out float maximum, out float sum)
        where TLane : struct, ILane<TLane>
    {
        TLane row = _columns == TLane.Width ? TLane.Load(_x) : LoadRest<TLane>(0, _columns);
        maximum = TLane.Max(row);
        TLane terms = Exponential(row, maximum);
        sum = TLane.Sum(terms);
        return terms;
    }

    /// <summary>log Σ e^(x − maximum), with the maximum that was subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float LogSum<TLane>(out float maximum)
        where TLane : struct, ILane<TLane>
    {
        float sum;
        if (_columns <= TLane.Width)
        {
            ExponentialsOfLane<TLane>(out maximum, out sum);
        }
        else
        {
            maximum = Maximum<TLane>();
            sum = Exponentials<TLane>(null, maximum);
        }

        return Lane1.Log(new Lane1(sum)).Value;
    }

    /// <summary>Writes the first elements of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreRest<TLane>(float* destination, nint count, TLane value)
        where TLane : struct, ILane<TLane>
    {
        TLane.Store(_rest, value);
        Copy(_rest, destination, count);
    }

    public void Clear() => new Span<float>(_accumulators, Accumulators).Clear();

    /// <summary>Adds elements from a column on, whole lanes behind each other, to their accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TLane>(nint column, TLane value)
        where TLane : struct, ILane<TLane>
    {
        float* accumulator = _accumulators + (column % Accumulators);
        TLane.Store(accumulator, TLane.Add(TLane.Load(accumulator), value));
    }

    public float Sum<TLane>()
        where TLane : struct, ILane<TLane>
    {
        for (int half = Accumulators / 2; half >= TLane.Width; half /= 2)
        {
            for (int i = 0; i < half; i += TLane.Width)
            {
                TLane.Store(_accumulators + i, TLane.Add(TLane.Load(_accumulators + i), TLane.Load(_accumulators + half + i)));
            }
        }

        return TLane.Sum(TLane.Load(_accumulators));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Exponential<TLane>(TLane value, float maximum)
        where TLane : struct, ILane<TLane>
        => TLane.Exp(TLane.Subtract(value, TLane.Broadcast(maximum)));

    /// <summary>
    /// What is left of the row from a column on, fewer elements than a lane has. The others are −∞, which no maximum is and whose exponential
    /// adds nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane LoadRest<TLane>(nint column, nint count)
        where TLane : struct, ILane<TLane>
    {
        var infinite = TLane.Broadcast(float.NegativeInfinity);
        if (_x + column + TLane.Width <= _end)
        {
            // What lies behind may be another thread's row that is just being written; it is dropped.
            float* middle = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(RestMask)) + WidestLane;
            return TLane.Select(TLane.LessThan(TLane.Load(middle - count), TLane.Broadcast(0f)), infinite, TLane.Load(_x + column));
        }

        // Only the last rows are copied: a load of what several stores have just written waits for all of them.
        TLane.Store(_rest, infinite);
        Copy(_x + column, _rest, count);
        return TLane.Load(_rest);
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
}
