using System.Collections.Immutable;

namespace Compiled;

/// <summary>A data set of rows of numbers with a class each.</summary>
/// <param name="Features">Rows by features.</param>
/// <param name="Labels">One class a row, from 0.</param>
/// <param name="FeatureNames">The name of each feature.</param>
/// <param name="ClassNames">The name of each class.</param>
/// <param name="Source">Where the rows come from, for people.</param>
public sealed record LabelledTable(
    float[,] Features, int[] Labels, ImmutableArray<string> FeatureNames, ImmutableArray<string> ClassNames, string Source)
{
    /// <summary>All rows, in their order; split them with a seed, as files are often sorted by class.</summary>
    public Dataset ToDataset() => Dataset.From(Features, Labels);

    /// <summary>For example <c>150 rows of 4 features in 3 classes, Iris from data/iris.csv</c>.</summary>
    public override string ToString() => $"{Labels.Length} rows of {FeatureNames.Length} features in {ClassNames.Length} classes, {Source}";
}
