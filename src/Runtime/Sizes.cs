namespace Compiled;

/// <summary>Sizes along the axes of a tensor.</summary>
internal static class Sizes
{
    /// <summary>The number of elements of a tensor of these sizes; of one number, which has no sizes, 1.</summary>
    /// <param name="leftOut">A size that does not count, such as <see cref="Length.Any"/>.</param>
    /// <exception cref="OverflowException">They are more than an int counts.</exception>
    public static int Product(ReadOnlySpan<int> sizes, int leftOut = 1)
    {
        int product = 1;
        foreach (int size in sizes)
        {
            product = checked(product * (size == leftOut ? 1 : size));
        }

        return product;
    }

    /// <summary>The same where they may be more than an int counts.</summary>
    /// <exception cref="OverflowException">They are more than a long counts.</exception>
    public static long LongProduct(ReadOnlySpan<int> sizes)
    {
        long product = 1;
        foreach (int size in sizes)
        {
            product = checked(product * size);
        }

        return product;
    }
}
