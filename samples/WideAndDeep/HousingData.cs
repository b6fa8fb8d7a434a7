using Compiled;

namespace WideAndDeep;

/// <summary>Districts as the network takes them: features 0 to 4 for the wide part, 2 to 7 for the deep one.</summary>
internal sealed record HousingData(float[] Wide, float[] Deep, float[] Values)
{
    private const int WideFeatures = 5;
    private const int DeepStart = 2;

    /// <summary>
    /// Shuffles, splits as the published example does (a quarter to test, a quarter of the rest to validate), and scales
    /// every feature by the mean and deviation of the training part alone, so that nothing of the test is known beforehand.
    /// </summary>
    public static (HousingData Train, HousingData Validation, HousingData Test) Split(TableData table, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, table.Targets.Length)];
        new Random(seed).Shuffle(rows);
        int test = rows.Length / 4;
        int validation = (rows.Length - test) / 4;
        int[] train = rows[(test + validation)..];
        StandardScaler scaler = StandardScaler.Fit(Features(table, train));
        return (Of(table, train, scaler), Of(table, rows[test..(test + validation)], scaler), Of(table, rows[..test], scaler));
    }

    private static HousingData Of(TableData table, int[] rows, StandardScaler scaler)
    {
        float[,] features = scaler.Transform(Features(table, rows));
        int count = features.GetLength(1);
        return new(
            Columns(features, 0, WideFeatures),
            Columns(features, DeepStart, count - DeepStart),
            [.. rows.Select(row => table.Targets[row])]);
    }

    private static float[,] Features(TableData table, int[] rows)
    {
        int count = table.Features.GetLength(1);
        var features = new float[rows.Length, count];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int feature = 0; feature < count; feature++)
            {
                features[i, feature] = table.Features[rows[i], feature];
            }
        }

        return features;
    }

    private static float[] Columns(float[,] features, int start, int length)
    {
        var columns = new float[features.GetLength(0) * length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = features[i / length, start + (i % length)];
        }

        return columns;
    }
}
