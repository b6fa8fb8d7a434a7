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

    public Workers Workers;

    public readonly Operands Operands => new(Parameters, Gradients, Scale, Limit, Keep);

    /// <summary>What the optimizer remembers of the weight under a number.</summary>
    public readonly float* State(int number) => States + (number * StateStride);

    /// <summary>Runs a rule over all elements.</summary>
    public readonly void Run<TKernel>(TKernel kernel)
        where TKernel : unmanaged, IElementwiseKernel
        => Elementwise.Run(ref kernel, 1, Length, 12, Workers);
}
