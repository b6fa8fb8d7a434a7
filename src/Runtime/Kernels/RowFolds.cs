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

    // Zeros as many as the widest lane has elements, and as many below zero.
    private static ReadOnlySpan<float> Steps => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

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
        TLane maximum = TLane.Select(Behind<TLane>(rest), TLane.Broadcast(float.NegativeInfinity), LoadRest<TLane>(_columns - rest, rest));
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
        Clear(_accumulators);
        nint column = 0;
        for (; column <= _columns - TLane.Width; column += TLane.Width)
        {
            TLane term = TLane.Exp(TLane.Subtract(TLane.Load(_x + column), TLane.Broadcast(maximum)));
            Add(_accumulators, column, term);
            if (destination != null)
            {
                TLane.Store(destination + column, term);
            }
        }

        if (column < _columns)
        {
            nint rest = _columns - column;
            TLane term = Terms(LoadRest<TLane>(column, rest), Behind<TLane>(rest), maximum);
            Add(_accumulators, column, term);
            if (destination != null)
            {
                StoreRest(destination + column, rest, term);
            }
        }

        return Sum<TLane>(_accumulators);
    }

    /// <summary>The terms e^(x − maximum) of a row that one lane holds, and their sum; behind the row they are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Exponentials<TLane>(out float maximum, out float sum)
        where TLane : struct, ILane<TLane>
    {
        TLane row = LoadRest<TLane>(0, _columns), behind = Behind<TLane>(_columns);
        maximum = TLane.Max(TLane.Select(behind, TLane.Broadcast(float.NegativeInfinity), row));
        TLane terms = Terms(row, behind, maximum);
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
            Exponentials<TLane>(out maximum, out sum);
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

    public static void Clear(float* accumulators) => new Span<float>(accumulators, Accumulators).Clear();

    /// <summary>Adds elements from a column on, whole lanes behind each other, to their accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLane>(float* accumulators, nint column, TLane value)
        where TLane : struct, ILane<TLane>
    {
        float* accumulator = accumulators + (column % Accumulators);
        TLane.Store(accumulator, TLane.Add(TLane.Load(accumulator), value));
    }

    public static float Sum<TLane>(float* accumulators)
        where TLane : struct, ILane<TLane>
    {
        for (int half = Accumulators / 2; half >= TLane.Width; half /= 2)
        {
            for (int i = 0; i < half; i += TLane.Width)
            {
                TLane.Store(accumulators + i, TLane.Add(TLane.Load(accumulators + i), TLane.Load(accumulators + half + i)));
            }
        }

        return TLane.Sum(TLane.Load(accumulators));
    }

    /// <summary>
    /// e^(x − maximum), and zero behind the row. There e^0 is computed, not e^−∞: some processors take a hundred cycles for what is too small for
    /// a float.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Terms<TLane>(TLane x, TLane behind, float maximum)
        where TLane : struct, ILane<TLane>
    {
        var zero = TLane.Broadcast(0f);
        return TLane.Select(behind, zero, TLane.Exp(TLane.Select(behind, zero, TLane.Subtract(x, TLane.Broadcast(maximum)))));
    }

    /// <summary>The mask of the elements behind the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Behind<TLane>(nint count)
        where TLane : struct, ILane<TLane>
    {
        float* steps = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Steps)) + WidestLane;
        return TLane.LessThan(TLane.Load(steps - count), TLane.Broadcast(0f));
    }

    /// <summary>What is left of the row from a column on, no more elements than a lane has; what is behind them is anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane LoadRest<TLane>(nint column, nint count)
        where TLane : struct, ILane<TLane>
    {
        if (_x + column + TLane.Width <= _end)
        {
            return TLane.Load(_x + column);
        }

        // Of the last rows. They are copied first: a processor waits until all parts of what it loads are in the cache.
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
