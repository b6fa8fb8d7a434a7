namespace Compiled.Kernels;

/// <summary>A minimal filter, by its matrices.</summary>
/// <typeparam name="TInput">Bᵀ: inputs to points.</typeparam>
/// <typeparam name="TKernel">G: taps to points.</typeparam>
/// <typeparam name="TOutput">Aᵀ: points to outputs.</typeparam>
/// <typeparam name="TOutputGradient">A: gradients of outputs to those of points.</typeparam>
/// <typeparam name="TKernelGradient">Gᵀ: gradients of points to those of taps.</typeparam>
internal readonly struct MinimalFilter<TInput, TKernel, TOutput, TOutputGradient, TKernelGradient> : IMinimalFilter
    where TInput : struct, IPlaneMap
    where TKernel : struct, IPlaneMap
    where TOutput : struct, IPlaneMap
    where TOutputGradient : struct, IPlaneMap
    where TKernelGradient : struct, IPlaneMap
{
    public static int Outputs => TOutput.Outputs;

    public static int Taps => TKernel.Inputs;

    public static int Points => TInput.Outputs;

    public static int SquarePoints => Points * Points;

    public static void TransformInput<TLane>(Plane input, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => input.Transform<TInput, TLane>(points, length);

    public static void TransformKernel<TLane>(Plane taps, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => taps.Transform<TKernel, TLane>(points, length);

    public static void TransformOutput<TLane>(Plane points, Plane output, nint length)
        where TLane : struct, ILane<TLane>
        => points.Transform<TOutput, TLane>(output, length);

    public static void TransformOutputGradient<TLane>(Plane output, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => output.Transform<TOutputGradient, TLane>(points, length);

    public static void TransformKernelGradient<TLane>(Plane points, Plane taps, nint length)
        where TLane : struct, ILane<TLane>
        => points.Transform<TKernelGradient, TLane>(taps, length);
}
