using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Four rows: eight sums, for sixteen registers of 128 bits, or without vectors; and the last rows of a product by tiles of six.</summary>
internal readonly unsafe struct MatrixTile4 : IMatrixTile
{
    public static int Rows => 4;

    public static int LowRows => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TLane>(float** groups, in TileSteps steps, float* right, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>
    {
        var zero = TLane.Broadcast(0f);
        TLane s0a = zero, s0b = zero;
        TLane s1a = zero, s1b = zero;
        TLane s2a = zero, s2b = zero;
        TLane s3a = zero, s3b = zero;

        // Few addresses with shared strides leave the registers to the sums.
        nint row1 = steps.LeftRow * sizeof(float);
        nint leftStep = steps.LeftDepth * sizeof(float);
        nint rightStep = steps.RightDepth * sizeof(float);
        nint leftRun = (steps.LeftRun - (steps.Depth * steps.LeftDepth)) * sizeof(float);
        byte* left0 = (byte*)(groups[0] + steps.LeftOffset);
        byte* left1 = (byte*)(groups[1] + steps.LeftOffset);
        byte* rightAt = (byte*)right;
        for (nint run = steps.Runs; run > 0; run--)
        {
            for (nint k = steps.Depth; k > 0; k--)
            {
                var ra = TLane.Load((float*)rightAt);
                var rb = TLane.Load((float*)rightAt + TLane.Width);
                var l = TLane.Broadcast(*(float*)left0);
                TLane.AddProduct(ref s0a, l, ra);
                TLane.AddProduct(ref s0b, l, rb);
                l = TLane.Broadcast(*(float*)(left0 + row1));
                TLane.AddProduct(ref s1a, l, ra);
                TLane.AddProduct(ref s1b, l, rb);
                l = TLane.Broadcast(*(float*)left1);
                TLane.AddProduct(ref s2a, l, ra);
                TLane.AddProduct(ref s2b, l, rb);
                l = TLane.Broadcast(*(float*)(left1 + row1));
                TLane.AddProduct(ref s3a, l, ra);
                TLane.AddProduct(ref s3b, l, rb);
                left0 += leftStep;
                left1 += leftStep;
                rightAt += rightStep;
            }

            left0 += leftRun;
            left1 += leftRun;
        }

        nint rowLength = MatrixBlocks.PanelWidth<TLane>();
        if (accumulate)
        {
            s0a = TLane.Add(TLane.Load(result), s0a);
            s0b = TLane.Add(TLane.Load(result + TLane.Width), s0b);
            s1a = TLane.Add(TLane.Load(result + rowLength), s1a);
            s1b = TLane.Add(TLane.Load(result + rowLength + TLane.Width), s1b);
            s2a = TLane.Add(TLane.Load(result + (2 * rowLength)), s2a);
            s2b = TLane.Add(TLane.Load(result + (2 * rowLength) + TLane.Width), s2b);
            s3a = TLane.Add(TLane.Load(result + (3 * rowLength)), s3a);
            s3b = TLane.Add(TLane.Load(result + (3 * rowLength) + TLane.Width), s3b);
        }

        TLane.Store(result, s0a);
        TLane.Store(result + TLane.Width, s0b);
        TLane.Store(result + rowLength, s1a);
        TLane.Store(result + rowLength + TLane.Width, s1b);
        TLane.Store(result + (2 * rowLength), s2a);
        TLane.Store(result + (2 * rowLength) + TLane.Width, s2b);
        TLane.Store(result + (3 * rowLength), s3a);
        TLane.Store(result + (3 * rowLength) + TLane.Width, s3b);
    }

    public static void MultiplyLow<TLane>(float** groups, in TileSteps steps, float* right, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>
        => Multiply<TLane>(groups, steps, right, result, accumulate);
}
