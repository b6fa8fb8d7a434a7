namespace Compiled.Kernels;

/// <summary>What kernels derive from the geometry of a window.</summary>
internal static unsafe class WindowAxes
{
    /// <summary>The patches that the outputs read, of the channels of one group from <paramref name="x"/> on.</summary>
    public static Patches Patches(this in SlidingWindow w, float* x)
        => new(
            x,
            w.Channels,
            w.Channels / w.Groups,
            new PatchAxis(w.InputDepth, w.OutputDepth, w.StrideDepth, w.WindowDepth, w.DilationDepth, -w.BeforeDepth),
            new PatchAxis(w.InputHeight, w.OutputHeight, w.StrideHeight, w.WindowHeight, w.DilationHeight, -w.BeforeHeight),
            new PatchAxis(w.InputWidth, w.OutputWidth, w.StrideWidth, w.WindowWidth, w.DilationWidth, -w.BeforeWidth));

    public static InputPhase PhaseDepth(this in SlidingWindow w, int phase)
        => new(phase, w.InputDepth, w.OutputDepth, w.WindowDepth, w.StrideDepth, w.DilationDepth, w.BeforeDepth);

    public static InputPhase PhaseHeight(this in SlidingWindow w, int phase)
        => new(phase, w.InputHeight, w.OutputHeight, w.WindowHeight, w.StrideHeight, w.DilationHeight, w.BeforeHeight);

    public static InputPhase PhaseWidth(this in SlidingWindow w, int phase)
        => new(phase, w.InputWidth, w.OutputWidth, w.WindowWidth, w.StrideWidth, w.DilationWidth, w.BeforeWidth);
}
