using Compiled.Kernels;

namespace Compiled;

/// <summary>One weight in one step: addresses, the rate, and what happens to gradient and weight before the rule sees them.</summary>
internal unsafe struct WeightStep
{
    public float* Parameters;
    public float* Gradients;
    public float* States;
    public nint StateStride;
    public nint Length;
    public float LearningRate;

    /// <summary>The factor of the gradient that clipping by norm gives.</summary>
    public float Scale;

    /// <summary>The largest absolute value of a gradient's element; 0 for no limit.</summary>
    public float Limit;

    /// <summary>The share of the weight that weight decay leaves.</summary>
    public float Keep;

    /// <summary>Of a table that look-ups alone read: its rows that have a gradient; of another weight none, with null for their numbers.</summary>
    public GradientRows Rows;

    /// <summary>The elements of a row of such a table.</summary>
    public nint RowLength;

    /// <summary>Whether the rule goes over those rows alone, because it would leave the others as they are.</summary>
    public bool OnlyRows;

    public Workers Workers;

    public readonly Operands Operands => new(Parameters, Gradients, Scale, Limit, Keep);

    /// <summary>What the optimizer remembers of the weight under a number.</summary>
    public readonly float* State(int number) => States + (number * StateStride);

    /// <summary>Runs a rule over all elements, or over those of the rows that have a gradient.</summary>
    public readonly void Run<TKernel>(TKernel kernel)
        where TKernel : unmanaged, IElementwiseKernel
    {
        if (OnlyRows)
        {
            var rows = new RowKernel<TKernel>(kernel, Rows.Numbers, RowLength);
            Elementwise.Run(ref rows, Rows.Count, RowLength, 12, Workers);
        }
        else
        {
            Elementwise.Run(ref kernel, 1, Length, 12, Workers);
        }
    }

    /// <summary>A rule over the rows of a list.</summary>
    private readonly struct RowKernel<TKernel>(TKernel kernel, int* numbers, nint length) : IElementwiseKernel
        where TKernel : unmanaged, IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
            => kernel.Run<TLane>(0, (numbers[row] * length) + index);
    }
}
