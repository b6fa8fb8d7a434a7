namespace Compiled;

/// <summary>How messages count things and write sizes.</summary>
internal static class Wording
{
    /// <summary>A number and what it counts: <c>1 sample</c>, <c>2 samples</c>.</summary>
    public static string Count(long number, string thing) => Count(number, thing, thing + "s");

    /// <summary>A number and what it counts, with a plural of its own: <c>2 entries</c>.</summary>
    public static string Count(long number, string thing, string things) => number == 1 ? $"1 {thing}" : $"{number} {things}";

    /// <summary>Sizes as tuples are written: <c>(28, 28)</c>.</summary>
    public static string Shape<T>(IEnumerable<T> sizes) => $"({string.Join(", ", sizes)})";

    /// <summary>What was given where the other kind is taken, as the end of a message that begins with whose input or target it is.</summary>
    public static string WrongKind(ElementKind given) => given == ElementKind.Float32
        ? "was given floats; it takes integers, for example an int[]"
        : "was given integers; it takes floats, for example a float[]";

    /// <summary>What values of a kind are called: floats or integers.</summary>
    public static string Values(ElementKind element) => element == ElementKind.Float32 ? "floats" : "integers";
}
