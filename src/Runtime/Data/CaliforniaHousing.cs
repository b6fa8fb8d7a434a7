using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// The districts of California in the census of 1990 (Pace and Barry 1997): what a house is worth, in units of 100,000 dollars,
/// from eight features in the form that scikit-learn gives them.
/// </summary>
public static class CaliforniaHousing
{
    private const string Folder = "california-housing";
    private const int SyntheticRows = 4000;

    private static readonly ImmutableArray<RemoteFile> s_files =
    [
        new("housing.csv", 1423529, "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e",
        [
            "https://raw.githubusercontent.com/ageron/handson-ml2/master/datasets/housing/housing.csv",
            "https://raw.githubusercontent.com/ageron/handson-ml2/1e2115277b50f6c584cd668fa30e3af309a5b136/datasets/housing/housing.csv",
        ]),
    ];

    /// <summary>The names of the features: median income, house age, rooms and bedrooms a household, population, people a household, latitude, longitude.</summary>
    public static ImmutableArray<string> FeatureNames { get; } =
        ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"];

    /// <summary>
    /// Loads <c>housing.csv</c> from the first place that has it: <paramref name="folder"/>; the folder in the environment variable <c>COMPILED_DATA</c>
    /// or its subfolder <c>california-housing</c>; <c>shared/data/california-housing</c> beside a folder above the current one or the app's;
    /// this user's cache; else the network, into the cache. Where the number of bedrooms is missing, AveBedrms is the median of the others.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static TableData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => Read(Path.Combine(DataStore.Require(folder, Folder, s_files, download, progress, cancellation), s_files[0].Name));

    /// <summary>As <see cref="Load"/>, but where the data is not to be had, <see cref="Synthesize"/>: tell your users which by <see cref="TableData.Source"/>, and why by <see cref="TableData.SyntheticReason"/>.</summary>
    /// <inheritdoc cref="Load"/>
    public static TableData LoadOrSynthesize(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return Load(folder, download, progress, cancellation);
        }
        catch (FileNotFoundException missing)
        {
            return Synthesize() with { SyntheticReason = missing.Message };
        }
    }

    /// <summary>Made-up districts of the same form: the value follows income, age, crowding and the distance to a coast, with noise.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="seed">Decides all of them.</param>
    public static TableData Synthesize(int rows = SyntheticRows, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        float[,] features = new float[rows, FeatureNames.Length];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            RandomSequence random = new(seed, (uint)row);
            float income = 0.5f + (14 * random.Uniform() * random.Uniform());
            float age = random.Uniform(1, 52);
            float latitude = random.Uniform(32.5f, 42);
            float inland = random.Uniform(0, 4);
            float occupancy = random.Uniform(1.8f, 4.2f);
            float value = (0.42f * income) + (0.008f * age) + (1.4f * MathF.Exp(-inland)) - (0.25f * (occupancy - 3)) + random.Uniform(-0.3f, 0.3f);
            float[] values =
            [
                income, age, 3.5f + (0.35f * income) + random.Uniform(), random.Uniform(0.95f, 1.2f), random.Uniform(100, 4000),
                occupancy, latitude, -124.3f + (0.85f * (42 - latitude)) + inland,
            ];
            for (int i = 0; i < values.Length; i++)
            {
                features[row, i] = values[i];
            }

            targets[row] = Math.Clamp(value, 0.15f, 5);
        }

        return new(features, targets, FeatureNames, "synthetic districts (not California housing)", IsSynthetic: true);
    }

    private static TableData Read(string path)
    {
        CsvTable table = CsvTable.Read(path);
        float[] households = table.Numbers("households");
        float[][] columns =
        [
            table.Numbers("median_income"),
            table.Numbers("housing_median_age"),
            Ratio(table.Numbers("total_rooms"), households),
            Ratio(table.Numbers("total_bedrooms"), households),
            table.Numbers("population"),
            Ratio(table.Numbers("population"), households),
            table.Numbers("latitude"),
            table.Numbers("longitude"),
        ];
        float[,] features = new float[table.RowCount, columns.Length];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            FillMissing(columns[feature]);
            for (int row = 0; row < table.RowCount; row++)
            {
                features[row, feature] = columns[feature][row];
            }
        }

        float[] targets = [.. table.Numbers("median_house_value").Select(value => value / 100_000)];
        return new(features, targets, FeatureNames, $"California housing from {path}", IsSynthetic: false);
    }

    private static float[] Ratio(float[] values, float[] divisors) => [.. values.Zip(divisors, (value, divisor) => value / divisor)];

    private static void FillMissing(float[] values)
    {
        float[] known = [.. values.Where(value => !float.IsNaN(value)).Order()];
        if (known.Length == 0 || known.Length == values.Length)
        {
            return;
        }

        float median = (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        values.AsSpan().Replace(float.NaN, median);
    }
}
