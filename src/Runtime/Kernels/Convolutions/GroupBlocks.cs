namespace Compiled.Kernels;

/// <summary>
/// Groups of few channels and filters are computed several at once, as one group whose kernel is zero wherever it would connect two of them:
/// a product has to fill its columns, and to gather lines of more than one channel. The zeros cost less than either.
/// </summary>
/// <remarks>An infinite value becomes "not a number" in the other groups of its block, since zero times infinity is none.</remarks>
internal static class GroupBlocks
{
    // Beyond the columns of a product's tile, or two of them where one side has fewer, more zeros cost more than they save.
    private const int Widest = 32, Narrowest = 16;

    /// <summary>How many groups make a block; divides their number. Sizes alone decide, for every micro-kernel alike.</summary>
    public static int Joined(in SlidingWindow window)
    {
        int wider = Math.Max(window.Channels, window.Filters) / window.Groups;
        int narrower = Math.Min(window.Channels, window.Filters) / window.Groups;
        int joined = Math.Clamp(Math.Min(Widest / wider, Narrowest / narrower), 1, window.Groups);
        while (window.Groups % joined != 0)
        {
            joined--;
        }

        return joined;
    }
}
