namespace Compiled;

/// <summary>A loss that the program already averaged over a batch, so that a batch counts by its samples, or by its steps that count.</summary>
internal struct LossMean
{
    private double _sum;
    private double _count;

    /// <summary>The mean; zero where nothing counted, as every step was padding.</summary>
    public readonly double Result => _count == 0 ? 0 : _sum / _count;

    /// <param name="count">How many samples or steps the loss is the mean of.</param>
    public void Add(double loss, double count)
    {
        _sum += loss * count;
        _count += count;
    }
}
