using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// How rules keep what shrinks by a factor at each step. Where nothing feeds it any more, as for the weights of a unit that has died, it would
/// reach the denormal numbers and stay there, since nine tenths of the smallest of them round to itself; processors take so much longer for
/// them that steps of a small network grow by a tenth. It becomes zero instead.
/// </summary>
internal static unsafe class MovingState
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Stores a value, zero where it is denormal.</summary>
    /// <returns>What was stored.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Store<TLane>(float* address, TLane value)
        where TLane : struct, ILane<TLane>
    {
        value = TLane.Select(TLane.LessThan(TLane.Abs(value), TLane.Broadcast(SmallestNormal)), TLane.Broadcast(0f), value);
        TLane.Store(address, value);
        return value;
    }
}
