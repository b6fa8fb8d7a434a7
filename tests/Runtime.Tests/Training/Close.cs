namespace Compiled.Runtime.Tests;

/// <summary>Numbers that differ by less than a tolerance count as equal.</summary>
internal sealed class Close(float tolerance) : IEqualityComparer<float>
{
    public bool Equals(float x, float y) => x == y || Math.Abs(x - y) <= tolerance;

    public int GetHashCode(float value) => 0;
}
