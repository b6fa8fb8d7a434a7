using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>A map of squares too large for the registers: columns first, then rows.</summary>
internal readonly unsafe struct LineByLine<TMap> : IPlaneMap
    where TMap : struct, ILineMap
{
    public static int Inputs => TMap.Inputs;

    public static int Outputs => TMap.Outputs;

    public static int Between => TMap.Outputs * TMap.Inputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TLane>(Plane from, Plane to, float* between)
        where TLane : struct, ILane<TLane>
    {
        int line = TMap.Inputs * TLane.Width;
        for (int column = 0; column < TMap.Inputs; column++)
        {
            TMap.Apply<TLane>(from.At(0, column), from.Line, between + (column * TLane.Width), line);
        }

        for (int row = 0; row < TMap.Outputs; row++)
        {
            TMap.Apply<TLane>(between + (row * line), TLane.Width, to.At(row, 0), to.Step);
        }
    }
}
