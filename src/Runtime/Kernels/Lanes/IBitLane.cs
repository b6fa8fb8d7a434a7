namespace Compiled.Kernels;

/// <summary>
/// What the mathematical functions need besides <see cref="ILane{TSelf}"/>: the elements taken as 32-bit integers in the same register.
/// Every width gives the same bits for the same input, so that results depend neither on the machine's vectors nor on where a tail begins.
/// </summary>
internal unsafe interface IBitLane<TSelf> : ILane<TSelf>
    where TSelf : struct, IBitLane<TSelf>
{
    /// <summary>left &gt; right ? left : right, as x86 has it: the right one where either is not a number.</summary>
    static abstract TSelf PickLarger(TSelf left, TSelf right);

    /// <summary>left &lt; right ? left : right, as x86 has it: the right one where either is not a number.</summary>
    static abstract TSelf PickSmaller(TSelf left, TSelf right);

    static abstract TSelf BroadcastBits(int bits);

    static abstract TSelf LoadBits(int* address);

    static abstract TSelf And(TSelf left, TSelf right);

    static abstract TSelf Or(TSelf left, TSelf right);

    static abstract TSelf Xor(TSelf left, TSelf right);

    static abstract TSelf AddBits(TSelf left, TSelf right);

    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf ShiftLeft(TSelf bits, int count);

    /// <summary>Shifts copies of the sign in.</summary>
    static abstract TSelf ShiftRight(TSelf bits, int count);

    /// <summary>Shifts zeros in.</summary>
    static abstract TSelf ShiftRightLogical(TSelf bits, int count);

    /// <summary>Each element, taken as an integer, as a float.</summary>
    static abstract TSelf ConvertBits(TSelf bits);

    /// <summary>For each element the one of a table of sixteen floats that its low four bits number.</summary>
    static abstract TSelf Lookup(float* table, TSelf bits);

    /// <summary>Whether a mask holds in any element.</summary>
    static abstract bool Any(TSelf mask);
}
