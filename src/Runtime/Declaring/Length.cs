namespace Compiled;

/// <summary>Sizes that are known only when the program runs.</summary>
public static class Length
{
    /// <summary>
    /// As the first size of an input: sequences of any number of steps, up to the input's <c>MaxLength</c>. All inputs of a batch that say so have
    /// the same number; the next batch may have another.
    /// </summary>
    public const int Any = -1;
}
