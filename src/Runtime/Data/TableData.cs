using System.Collections.Immutable;

namespace Compiled;

/// <summary>A data set of rows of numbers with a target each.</summary>
/// <param name="Features">Rows by features.</param>
/// <param name="Targets">One number a row.</param>
/// <param name="FeatureNames">The name of each feature.</param>
/// <param name="Source">Where the rows come from, for people: a file, or that they are synthetic.</param>
/// <param name="IsSynthetic">Whether the rows were made up by a program.</param>
public sealed record TableData(float[,] Features, float[] Targets, ImmutableArray<string> FeatureNames, string Source, bool IsSynthetic)
{
    /// <summary>Why the data set itself is not here, and where it was looked for, for people; null where it is, or where synthetic data was asked for.</summary>
    public string? SyntheticReason { get; init; }

    /// <summary>All rows, in their order; split them with a seed, as files are often sorted.</summary>
    public Dataset ToDataset() => Dataset.From(Features, Targets);

    /// <summary>For example <c>20640 rows of 8 features, California housing from data/housing.csv</c>.</summary>
    public override string ToString() => $"{Targets.Length} rows of {FeatureNames.Length} features, {Source}";
}
