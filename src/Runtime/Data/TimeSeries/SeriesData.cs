namespace Compiled;

/// <summary>A series of one value a time.</summary>
/// <param name="Values">In the order of time.</param>
/// <param name="Times">What each time is called, for example <c>1949-01</c>.</param>
/// <param name="Source">Where the series comes from, for people.</param>
public sealed record SeriesData(float[] Values, string[] Times, string Source)
{
    /// <summary>For example <c>144 values, airline passengers from data/airline-passengers.csv</c>.</summary>
    public override string ToString() => $"{Values.Length} values, {Source}";
}
