namespace Compiled.Kernels;

/// <summary>Work done row by row.</summary>
internal unsafe interface IRowKernel
{
    /// <summary>Does a row.</summary>
    /// <param name="memory">Scratch memory of <see cref="RowFolds.Memory"/> floats.</param>
    void Run<TLane>(nint row, float* memory)
        where TLane : struct, ILane<TLane>;
}
