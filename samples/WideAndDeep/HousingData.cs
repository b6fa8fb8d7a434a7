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
    public static (HousingData Train, HousingData Validation, HousingData Test) Prepare(District[] districts, int seed)
    {
        District[] shuffled = [.. districts];
        new Random(seed).Shuffle(shuffled);
        int test = shuffled.Length / 4;
        int validation = (shuffled.Length - test) / 4;
        Span<District> train = shuffled.AsSpan(test + validation);
        (float[] mean, float[] deviation) = Statistics(train);
        return (Scale(train, mean, deviation), Scale(shuffled.AsSpan(test, validation), mean, deviation), Scale(shuffled.AsSpan(0, test), mean, deviation));
    }

    private static (float[] Mean, float[] Deviation) Statistics(ReadOnlySpan<District> districts)
    {
        var mean = new float[District.FeatureCount];
        var deviation = new float[District.FeatureCount];
        for (int feature = 0; feature < District.FeatureCount; feature++)
        {
            double sum = 0;
            double squares = 0;
            foreach (District district in districts)
            {
                sum += district.Features[feature];
                squares += (double)district.Features[feature] * district.Features[feature];
            }

            double average = sum / districts.Length;
            mean[feature] = (float)average;
            deviation[feature] = (float)Math.Sqrt((squares / districts.Length) - (average * average));
        }

        return (mean, deviation);
    }

    private static HousingData Scale(ReadOnlySpan<District> districts, float[] mean, float[] deviation)
    {
        var wide = new List<float>(districts.Length * WideFeatures);
        var deep = new List<float>(districts.Length * (District.FeatureCount - DeepStart));
        var values = new List<float>(districts.Length);
        foreach (District district in districts)
        {
            float[] scaled = [.. district.Features.Select((feature, i) => (feature - mean[i]) / deviation[i])];
            wide.AddRange(scaled[..WideFeatures]);
            deep.AddRange(scaled[DeepStart..]);
            values.Add(district.Value);
        }

        return new([.. wide], [.. deep], [.. values]);
    }
}
