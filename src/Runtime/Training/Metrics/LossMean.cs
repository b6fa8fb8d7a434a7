namespace Compiled;

/// <summary>A loss that the program already averaged over a batch, so that a batch counts by its samples.</summary>
internal struct LossMean
{
    private double _sum;
    private long _samples;

    public readonly float Result => (float)(_sum / _samples);

    public void Add(float loss, int samples)
    {
        _sum += (double)loss * samples;
        _samples += samples;
    }
}
