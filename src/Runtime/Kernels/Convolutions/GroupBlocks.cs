namespace Compiled.Kernels;

/// <summary>
/// Groups of few channels and filters are computed several at once, as one group whose kernel is zero wherever it would connect two of them:
/// a product has to fill its columns, and to gather lines of more than one channel. The zeros cost less than either.
/// </summary>
/// <remarks>
/// Zero times what is not finite is "not a number": an infinity or a NaN among a group's inputs makes the other groups of its block NaN at the
/// positions that read it, and one among the output's gradients those of the other groups' inputs. The interpreter, which has each group by itself,
/// has none there. To look for such values first would cost a pass over the input that only a training already lost could use. The gradient of
/// the kernel multiplies by no such zeros; what is not finite in a kernel stays in its filters.
/// </remarks>
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
