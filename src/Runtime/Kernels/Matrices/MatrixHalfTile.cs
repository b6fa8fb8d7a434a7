using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The micro-kernel of a last panel no wider than one lane: eight rows by one lane. Without it such a panel would cost as much as one of two lanes.
/// </summary>
internal static unsafe class MatrixHalfTile
{
    /// <summary>The groups of rows that are done at once.</summary>
    public const int Groups = 4;

    /// <summary>The rows that are done at once.</summary>
    public const int Rows = Groups * RowGroups.GroupRows;

    /// <summary>Computes the sums over the depth and stores them, or adds them to what is stored.</summary>
    /// <param name="groups">Where each group of rows lies.</param>
    /// <param name="steps">How rows and columns lie.</param>
    /// <param name="right">Element (k, column) lies at k · steps.RightDepth + column.</param>
    /// <param name="width">The columns, at most a lane's: few take a narrower one, of which a machine may multiply two at once.</param>
    /// <param name="result">Rows of two lanes, of which the first columns are used.</param>
    /// <param name="accumulate">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TLane>(float** groups, in TileSteps steps, float* right, int width, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>
    {
        if (Lane256.IsSupported && TLane.Width > Lane256.Width && width <= Lane256.Width)
        {
            MultiplyLanes<Lane256>(groups, steps, right, result, MatrixBlocks.PanelWidth<TLane>(), accumulate);
        }
        else
        {
            MultiplyLanes<TLane>(groups, steps, right, result, MatrixBlocks.PanelWidth<TLane>(), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyLanes<TLane>(float** groups, in TileSteps steps, float* right, float* result, nint rowLength, bool accumulate)
        where TLane : struct, ILane<TLane>
    {
        var zero = TLane.Broadcast(0f);
        TLane s0a = zero, s0b = zero;
        TLane s1a = zero, s1b = zero;
        TLane s2a = zero, s2b = zero;
        TLane s3a = zero, s3b = zero;

        nint row1 = steps.LeftRow * sizeof(float);
        nint leftStep = steps.LeftDepth * sizeof(float);
        nint rightStep = steps.RightDepth * sizeof(float);
        nint leftRun = (steps.LeftRun - (steps.Depth * steps.LeftDepth)) * sizeof(float);
        byte* left0 = (byte*)(groups[0] + steps.LeftOffset);
        byte* left1 = (byte*)(groups[1] + steps.LeftOffset);
        byte* left2 = (byte*)(groups[2] + steps.LeftOffset);
        byte* left3 = (byte*)(groups[3] + steps.LeftOffset);
        byte* rightAt = (byte*)right;
        for (nint run = steps.Runs; run > 0; run--)
        {
            for (nint k = steps.Depth; k > 0; k--)
            {
                var r = TLane.Load((float*)rightAt);
                TLane.AddProduct(ref s0a, TLane.Broadcast(*(float*)left0), r);
                TLane.AddProduct(ref s0b, TLane.Broadcast(*(float*)(left0 + row1)), r);
                TLane.AddProduct(ref s1a, TLane.Broadcast(*(float*)left1), r);
                TLane.AddProduct(ref s1b, TLane.Broadcast(*(float*)(left1 + row1)), r);
                TLane.AddProduct(ref s2a, TLane.Broadcast(*(float*)left2), r);
                TLane.AddProduct(ref s2b, TLane.Broadcast(*(float*)(left2 + row1)), r);
                TLane.AddProduct(ref s3a, TLane.Broadcast(*(float*)left3), r);
                TLane.AddProduct(ref s3b, TLane.Broadcast(*(float*)(left3 + row1)), r);
                left0 += leftStep;
                left1 += leftStep;
                left2 += leftStep;
                left3 += leftStep;
                rightAt += rightStep;
            }

            left0 += leftRun;
            left1 += leftRun;
            left2 += leftRun;
            left3 += leftRun;
        }

        nint group = RowGroups.GroupRows * rowLength;
        if (accumulate)
        {
            Add(result, rowLength, ref s0a, ref s0b);
            Add(result + group, rowLength, ref s1a, ref s1b);
            Add(result + (2 * group), rowLength, ref s2a, ref s2b);
            Add(result + (3 * group), rowLength, ref s3a, ref s3b);
        }

        Store(result, rowLength, s0a, s0b);
        Store(result + group, rowLength, s1a, s1b);
        Store(result + (2 * group), rowLength, s2a, s2b);
        Store(result + (3 * group), rowLength, s3a, s3b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLane>(float* result, nint rowLength, ref TLane a, ref TLane b)
        where TLane : struct, ILane<TLane>
    {
        a = TLane.Add(TLane.Load(result), a);
        b = TLane.Add(TLane.Load(result + rowLength), b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane>(float* result, nint rowLength, TLane a, TLane b)
        where TLane : struct, ILane<TLane>
    {
        TLane.Store(result, a);
        TLane.Store(result + rowLength, b);
    }
}
