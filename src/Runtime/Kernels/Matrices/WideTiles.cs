using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>
/// A micro-kernel of <see cref="WideSums"/>: a few rows times a few rows of a wide matrix, whose products are added to sums in memory. The elements
/// of the left side stay in registers.
/// </summary>
internal unsafe interface IWideTile
{
    /// <summary>The rows.</summary>
    static abstract int Rows { get; }

    /// <summary>The rows of the matrix that are read side by side.</summary>
    static abstract int Depth { get; }

    /// <summary>Adds the products of <see cref="Depth"/> elements of each row.</summary>
    /// <param name="left">The first row's first element.</param>
    /// <param name="leftStride">From one row to the next.</param>
    /// <param name="right">The matrix, from the first column on.</param>
    /// <param name="stride">From one row of it to the next.</param>
    /// <param name="columns">How many, in whole lanes.</param>
    /// <param name="sums">The first row's sums.</param>
    /// <param name="sumsStride">From one row of sums to the next.</param>
    static abstract void Add<TLane, TReading>(float* left, nint leftStride, float* right, nint stride, nint columns, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IWideReading;
}

/// <summary>Whether a matrix is prefetched: a constant of the micro-kernel.</summary>
internal interface IWideReading
{
    /// <summary>Whether it is.</summary>
    static abstract bool Prefetches { get; }
}

/// <summary>A matrix that a cache holds.</summary>
internal readonly struct CachedReading : IWideReading
{
    public static bool Prefetches => false;
}

/// <summary>A matrix that comes from memory.</summary>
internal readonly unsafe struct PrefetchedReading : IWideReading
{
    /// <summary>So many rows ahead.</summary>
    public const int Rows = 8;

    // The floats of a line of the cache.
    private const int Line = 16;

    public static bool Prefetches => Sse.IsSupported;

    /// <summary>Fetches the line that four rows have from here on, once for each line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchFour<TLane>(float* right, nint stride, nint column)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.Width >= Line || column % Line == 0)
        {
            Sse.Prefetch1(right);
            Sse.Prefetch1(right + stride);
            Sse.Prefetch1(right + (2 * stride));
            Sse.Prefetch1(right + (3 * stride));
        }
    }
}

/// <summary>One row.</summary>
internal readonly unsafe struct WideTile1 : IWideTile
{
    public static int Rows => 1;

    public static int Depth => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TLane, TReading>(float* left, nint leftStride, float* right, nint stride, nint columns, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IWideReading
    {
        TLane left0 = TLane.Broadcast(left[0]), left1 = TLane.Broadcast(left[1]), left2 = TLane.Broadcast(left[2]), left3 = TLane.Broadcast(left[3]);
        TLane left4 = TLane.Broadcast(left[4]), left5 = TLane.Broadcast(left[5]), left6 = TLane.Broadcast(left[6]), left7 = TLane.Broadcast(left[7]);
        nint two = 2 * stride, three = 3 * stride;
        float* right4 = right + (4 * stride);
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            if (TReading.Prefetches)
            {
                float* next = right + (PrefetchedReading.Rows * stride);
                PrefetchedReading.FetchFour<TLane>(next, stride, column);
                PrefetchedReading.FetchFour<TLane>(next + (4 * stride), stride, column);
            }

            var sum = TLane.Load(sums + column);
            sum = TLane.MultiplyAdd(left0, TLane.Load(right), sum);
            sum = TLane.MultiplyAdd(left1, TLane.Load(right + stride), sum);
            sum = TLane.MultiplyAdd(left2, TLane.Load(right + two), sum);
            sum = TLane.MultiplyAdd(left3, TLane.Load(right + three), sum);
            sum = TLane.MultiplyAdd(left4, TLane.Load(right4), sum);
            sum = TLane.MultiplyAdd(left5, TLane.Load(right4 + stride), sum);
            sum = TLane.MultiplyAdd(left6, TLane.Load(right4 + two), sum);
            sum = TLane.MultiplyAdd(left7, TLane.Load(right4 + three), sum);
            TLane.Store(sums + column, sum);
            right += TLane.Width;
            right4 += TLane.Width;
        }
    }
}

/// <summary>Two rows.</summary>
internal readonly unsafe struct WideTile2 : IWideTile
{
    public static int Rows => 2;

    public static int Depth => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TLane, TReading>(float* left, nint leftStride, float* right, nint stride, nint columns, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IWideReading
    {
        TLane left00 = TLane.Broadcast(left[0]), left01 = TLane.Broadcast(left[1]), left02 = TLane.Broadcast(left[2]), left03 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left10 = TLane.Broadcast(left[0]), left11 = TLane.Broadcast(left[1]), left12 = TLane.Broadcast(left[2]), left13 = TLane.Broadcast(left[3]);
        float* sums1 = sums + sumsStride;
        nint two = 2 * stride, three = 3 * stride;
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            if (TReading.Prefetches)
            {
                PrefetchedReading.FetchFour<TLane>(right + (PrefetchedReading.Rows * stride), stride, column);
            }

            TLane sum0 = TLane.Load(sums + column), sum1 = TLane.Load(sums1 + column);
            var factor = TLane.Load(right);
            TLane.AddProduct(ref sum0, left00, factor);
            TLane.AddProduct(ref sum1, left10, factor);
            factor = TLane.Load(right + stride);
            TLane.AddProduct(ref sum0, left01, factor);
            TLane.AddProduct(ref sum1, left11, factor);
            factor = TLane.Load(right + two);
            TLane.AddProduct(ref sum0, left02, factor);
            TLane.AddProduct(ref sum1, left12, factor);
            factor = TLane.Load(right + three);
            TLane.AddProduct(ref sum0, left03, factor);
            TLane.AddProduct(ref sum1, left13, factor);
            TLane.Store(sums + column, sum0);
            TLane.Store(sums1 + column, sum1);
            right += TLane.Width;
        }
    }
}

/// <summary>Three rows.</summary>
internal readonly unsafe struct WideTile3 : IWideTile
{
    public static int Rows => 3;

    public static int Depth => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TLane, TReading>(float* left, nint leftStride, float* right, nint stride, nint columns, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IWideReading
    {
        TLane left00 = TLane.Broadcast(left[0]), left01 = TLane.Broadcast(left[1]), left02 = TLane.Broadcast(left[2]), left03 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left10 = TLane.Broadcast(left[0]), left11 = TLane.Broadcast(left[1]), left12 = TLane.Broadcast(left[2]), left13 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left20 = TLane.Broadcast(left[0]), left21 = TLane.Broadcast(left[1]), left22 = TLane.Broadcast(left[2]), left23 = TLane.Broadcast(left[3]);
        float* sums1 = sums + sumsStride, sums2 = sums1 + sumsStride;
        nint two = 2 * stride, three = 3 * stride;
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            if (TReading.Prefetches)
            {
                PrefetchedReading.FetchFour<TLane>(right + (PrefetchedReading.Rows * stride), stride, column);
            }

            TLane sum0 = TLane.Load(sums + column), sum1 = TLane.Load(sums1 + column), sum2 = TLane.Load(sums2 + column);
            var factor = TLane.Load(right);
            TLane.AddProduct(ref sum0, left00, factor);
            TLane.AddProduct(ref sum1, left10, factor);
            TLane.AddProduct(ref sum2, left20, factor);
            factor = TLane.Load(right + stride);
            TLane.AddProduct(ref sum0, left01, factor);
            TLane.AddProduct(ref sum1, left11, factor);
            TLane.AddProduct(ref sum2, left21, factor);
            factor = TLane.Load(right + two);
            TLane.AddProduct(ref sum0, left02, factor);
            TLane.AddProduct(ref sum1, left12, factor);
            TLane.AddProduct(ref sum2, left22, factor);
            factor = TLane.Load(right + three);
            TLane.AddProduct(ref sum0, left03, factor);
            TLane.AddProduct(ref sum1, left13, factor);
            TLane.AddProduct(ref sum2, left23, factor);
            TLane.Store(sums + column, sum0);
            TLane.Store(sums1 + column, sum1);
            TLane.Store(sums2 + column, sum2);
            right += TLane.Width;
        }
    }
}

/// <summary>Four rows.</summary>
internal readonly unsafe struct WideTile4 : IWideTile
{
    public static int Rows => 4;

    public static int Depth => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<TLane, TReading>(float* left, nint leftStride, float* right, nint stride, nint columns, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IWideReading
    {
        TLane left00 = TLane.Broadcast(left[0]), left01 = TLane.Broadcast(left[1]), left02 = TLane.Broadcast(left[2]), left03 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left10 = TLane.Broadcast(left[0]), left11 = TLane.Broadcast(left[1]), left12 = TLane.Broadcast(left[2]), left13 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left20 = TLane.Broadcast(left[0]), left21 = TLane.Broadcast(left[1]), left22 = TLane.Broadcast(left[2]), left23 = TLane.Broadcast(left[3]);
        left += leftStride;
        TLane left30 = TLane.Broadcast(left[0]), left31 = TLane.Broadcast(left[1]), left32 = TLane.Broadcast(left[2]), left33 = TLane.Broadcast(left[3]);
        float* sums1 = sums + sumsStride, sums2 = sums1 + sumsStride, sums3 = sums2 + sumsStride;
        nint two = 2 * stride, three = 3 * stride;
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            if (TReading.Prefetches)
            {
                PrefetchedReading.FetchFour<TLane>(right + (PrefetchedReading.Rows * stride), stride, column);
            }

            TLane sum0 = TLane.Load(sums + column), sum1 = TLane.Load(sums1 + column), sum2 = TLane.Load(sums2 + column), sum3 = TLane.Load(sums3 + column);
            var factor = TLane.Load(right);
            TLane.AddProduct(ref sum0, left00, factor);
            TLane.AddProduct(ref sum1, left10, factor);
            TLane.AddProduct(ref sum2, left20, factor);
            TLane.AddProduct(ref sum3, left30, factor);
            factor = TLane.Load(right + stride);
            TLane.AddProduct(ref sum0, left01, factor);
            TLane.AddProduct(ref sum1, left11, factor);
            TLane.AddProduct(ref sum2, left21, factor);
            TLane.AddProduct(ref sum3, left31, factor);
            factor = TLane.Load(right + two);
            TLane.AddProduct(ref sum0, left02, factor);
            TLane.AddProduct(ref sum1, left12, factor);
            TLane.AddProduct(ref sum2, left22, factor);
            TLane.AddProduct(ref sum3, left32, factor);
            factor = TLane.Load(right + three);
            TLane.AddProduct(ref sum0, left03, factor);
            TLane.AddProduct(ref sum1, left13, factor);
            TLane.AddProduct(ref sum2, left23, factor);
            TLane.AddProduct(ref sum3, left33, factor);
            TLane.Store(sums + column, sum0);
            TLane.Store(sums1 + column, sum1);
            TLane.Store(sums2 + column, sum2);
            TLane.Store(sums3 + column, sum3);
            right += TLane.Width;
        }
    }
}
