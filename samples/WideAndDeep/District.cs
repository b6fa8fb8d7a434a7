using System.Globalization;

namespace WideAndDeep;

/// <summary>A district of California in the census of 1990: eight features and the median house value in units of 100,000 dollars.</summary>
internal sealed record District(float[] Features, float Value)
{
    /// <summary>Median income, house age, rooms, bedrooms and persons a household, population, latitude, longitude.</summary>
    public const int FeatureCount = 8;

    /// <summary>Reads <c>housing.csv</c> and derives the features that scikit-learn's edition of the data has; districts without a number of bedrooms are left out.</summary>
    public static District[] Read(string file) =>
        [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Where(columns => columns[4].Length > 0).Select(Parse)];

    /// <summary>Districts that never were, for a machine without the data: prices follow income, age and place by a made-up formula.</summary>
    public static District[] Invent(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Invent(random))];
    }

    private static District Parse(string[] columns)
    {
        float[] numbers = [.. columns.Take(9).Select(c => float.Parse(c, CultureInfo.InvariantCulture))];
        (float longitude, float latitude, float age) = (numbers[0], numbers[1], numbers[2]);
        (float rooms, float bedrooms, float population, float households) = (numbers[3], numbers[4], numbers[5], numbers[6]);
        return new([numbers[7], age, rooms / households, bedrooms / households, population, population / households, latitude, longitude], numbers[8] / 100_000);
    }

    private static District Invent(Random random)
    {
        float income = 0.5f + (random.NextSingle() * random.NextSingle() * 14);
        float age = 1 + (51 * random.NextSingle());
        float rooms = 3 + income / 3 + random.NextSingle();
        float inland = random.NextSingle();
        float latitude = 32.5f + (9 * random.NextSingle());
        float longitude = -124.3f + (0.5f * (42 - latitude)) + (4 * inland);
        float value = Math.Clamp((0.4f * income) + (0.01f * age) + (1.2f * (1 - inland)) + (0.3f * random.NextSingle()), 0.15f, 5);
        return new([income, age, rooms, 1 + (0.1f * random.NextSingle()), 200 + (3000 * random.NextSingle()), 2 + (2 * random.NextSingle()), latitude, longitude], value);
    }
}
