namespace Compiled.Kernels;

/// <summary>A fused elementwise loop body, emitted by the generator: an unmanaged struct of addresses and constants.</summary>
public interface IElementwiseKernel
{
    /// <summary>Computes the elements <paramref name="index"/> … <c>index + TLane.Width − 1</c> of row <paramref name="row"/>.</summary>
    /// <param name="row">The outer index; zero when the loop has only one level.</param>
    /// <param name="index">The inner index.</param>
    void Run<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>;
}

/// <summary>The elements that a reduction folds, computed as they are read.</summary>
public interface IReductionKernel
{
    /// <summary>The elements at <paramref name="index"/> … of row <paramref name="row"/>, before they are folded.</summary>
    TLane Map<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>;

    /// <summary>Stores the folded value of a row (or of <c>TLane.Width</c> columns from <paramref name="index"/>).</summary>
    void Store<TLane>(nint index, TLane value)
        where TLane : struct, ILane<TLane>;
}

/// <summary>How two values become one; associative and commutative but for rounding.</summary>
public interface IFold
{
    /// <summary>What changes nothing when folded in.</summary>
    static abstract float Identity { get; }

    /// <summary>Both values in one, element by element.</summary>
    static abstract TLane Fold<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>;

    /// <summary>The elements of a lane in one, in a fixed order.</summary>
    static abstract float FoldElements<TLane>(TLane value)
        where TLane : struct, ILane<TLane>;
}

/// <summary>What happens to the elements of a matrix product before they leave the nearest cache: bias, activation, mask, and the store.</summary>
public interface IEpilogue
{
    /// <summary>Finishes and stores <c>TLane.Width</c> elements of row <paramref name="row"/> from column <paramref name="column"/>.</summary>
    void Store<TLane>(TLane value, nint row, nint column)
        where TLane : struct, ILane<TLane>;
}

/// <summary>Work cut into tiles that may run on any thread in any order.</summary>
public interface ITiledWork
{
    /// <summary>Does tile number <paramref name="tile"/>.</summary>
    /// <param name="tile">From 0.</param>
    /// <param name="worker">Which of the threads runs it, from 0: names the scratch memory that the tile may use, never the result.</param>
    void RunTile(int tile, int worker);
}
