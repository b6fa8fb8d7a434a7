namespace Compiled.Kernels;

/// <summary>The weights that something was computed from.</summary>
/// <param name="Address">The first.</param>
/// <param name="Length">In floats.</param>
/// <param name="Version">Another number for other values.</param>
internal readonly record struct WeightVersion(nint Address, long Length, long Version)
{
    /// <summary>Whether an address is that of a weight.</summary>
    public bool Contains(nint address) => address >= Address && address < Address + (Length * sizeof(float));
}
