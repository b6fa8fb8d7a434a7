namespace Compiled.Kernels;

/// <summary>How patches lie along one axis: position p reads, with tap t, the source at p · Step + t · TapStep + Origin.</summary>
/// <param name="Length">The source's size.</param>
/// <param name="Positions">How many patches there are.</param>
/// <param name="Step">From one patch to the next.</param>
/// <param name="Taps">How many places of the source one patch holds.</param>
/// <param name="TapStep">From one tap to the next; positive.</param>
/// <param name="Origin">Where the first tap of the first patch lies; it may be outside of the source.</param>
internal readonly record struct PatchAxis(int Length, int Positions, int Step, int Taps, int TapStep, int Origin)
{
    /// <summary>
    /// A bound of how far the places of all patches and of the source lie from one another. The same as the generator's
    /// <c>ConvolutionOperator.RequireReach</c>, by which convolutions beyond it are refused before they are built.
    /// </summary>
    public long Reach => Math.Max(Math.Max(0L, -(long)Origin) + Length, Math.Max(0L, Origin) + ((long)Positions * Step) + ((long)Taps * TapStep));

    /// <summary>Where the first tap of a patch lies.</summary>
    public int At(int position) => (position * Step) + Origin;
}
