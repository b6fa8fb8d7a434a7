namespace Compiled.Runtime.Tests.Data;

public class TimeSeriesTests
{
    private static readonly float[] s_counting = [.. Enumerable.Range(0, 100).Select(i => (float)i)];

    private static float[][] Rows(Dataset dataset, bool targets)
        => [.. dataset.Batches(1).Select(batch => (targets ? batch.Targets[0] : batch.Inputs[0]) is var buffer ? buffer.Floats[..buffer.Spec.Length].ToArray() : [])];

    [Fact]
    public void WindowsAreThoseOfKerassExample()
    {
        // timeseries_dataset_from_array(0..99, sequence_length 10, sampling_rate 2, sequence_stride 3): 0 2 … 18, 3 5 … 21, 6 8 … 24 and so on.
        // The window from 81 to 99 has nothing after it to predict.
        Dataset windows = TimeSeries.Windows(s_counting, new() { Length = 10, SamplingRate = 2, Stride = 3 });
        float[][] inputs = Rows(windows, targets: false);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], inputs[0]);
        Assert.Equal([3, 5, 7, 9, 11, 13, 15, 17, 19, 21], inputs[1]);
        Assert.Equal(78, inputs[^1][0]);
        Assert.Equal(27, windows.Count);
        Assert.Equal([19, 22, 25], Rows(windows, targets: true)[..3].Select(target => target[0]));
        Assert.Equal(("'window' (10, 1) float", "'target' (1) float"), (windows.Inputs[0].ToString(), windows.Targets[0].ToString()));
    }

    [Fact]
    public void EveryStepMayHaveATarget()
    {
        Dataset windows = TimeSeries.Windows(s_counting, new() { Length = 3, Stride = 3, Horizon = 2, SamplingRate = 2, EveryStep = true });
        Assert.Equal((int[])[3, 1], windows.Targets[0].Shape);
        Batch batch = windows.Batches(2).First();
        Assert.Equal([0, 2, 4, 3, 5, 7], batch.Inputs[0].Floats[..6].ToArray());
        Assert.Equal([2, 4, 6, 5, 7, 9], batch.Targets[0].Floats[..6].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries.Windows(s_counting, new() { Length = 3, TargetLength = 2, EveryStep = true }));
    }

    [Fact]
    public void EveryTargetComesAfterItsWindow()
    {
        foreach ((int length, int stride, int rate, int horizon, int targets) in ((int, int, int, int, int)[])[(1, 1, 1, 1, 1), (5, 2, 3, 4, 2), (20, 1, 1, 1, 1), (3, 7, 11, 50, 5)])
        {
            WindowOptions options = new() { Length = length, Stride = stride, SamplingRate = rate, Horizon = horizon, TargetLength = targets };
            Dataset windows = TimeSeries.Windows(s_counting, options);
            foreach ((float[] window, float[] target) in Rows(windows, targets: false).Zip(Rows(windows, targets: true)))
            {
                Assert.Equal(Enumerable.Range(0, targets).Select(i => window[^1] + horizon + i), target);
            }

            // Nothing more would fit.
            Assert.True(Rows(windows, targets: true)[^1][^1] + stride > 99);
        }
    }

    [Fact]
    public void FeaturesAreChosen()
    {
        float[,] series = { { 0, 10, 20 }, { 1, 11, 21 }, { 2, 12, 22 }, { 3, 13, 23 } };
        Dataset windows = TimeSeries.Windows(series, new() { Length = 2, InputColumns = [2, 0], TargetColumns = [1] });
        Assert.Equal([[20, 0, 21, 1], [21, 1, 22, 2]], Rows(windows, targets: false));
        Assert.Equal([[12], [13]], Rows(windows, targets: true));

        windows = TimeSeries.Windows(series, new() { Length = 1, TargetLength = 2, TargetColumns = [0, 1] });
        Assert.Equal("'target' (2, 2) float", windows.Targets[0].ToString());
        Assert.Equal([1, 11, 2, 12], Rows(windows, targets: true)[0]);
        Assert.Equal("'target' (3) float", TimeSeries.Windows(series, new() { Length = 1 }).Targets[0].ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries.Windows(series, new() { Length = 1, TargetColumns = [3] }));
    }

    [Fact]
    public void TargetsMayBeASeriesOfTheirOwn()
    {
        float[,] series = { { 0 }, { 1 }, { 2 }, { 3 } };
        float[,] targets = { { 10 }, { 11 }, { 12 }, { 13 } };
        Assert.Equal([[11], [12], [13]], Rows(TimeSeries.Windows(series, targets, new() { Length = 2, Horizon = 0 }), targets: true));
        Assert.Equal([[12], [13]], Rows(TimeSeries.Windows(series, targets, new() { Length = 2 }), targets: true));
        Assert.Contains("4 times, but its targets have 2", Assert.Throws<ArgumentException>(() => TimeSeries.Windows(series, new float[2, 1], new() { Length = 1 })).Message);

        // The value itself as its own target would be no forecast.
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries.Windows(series, new() { Length = 2, Horizon = 0 }));
    }

    [Fact]
    public void PartsMeetWithoutALeak()
    {
        (WindowOptions train, WindowOptions test) = new WindowOptions { Length = 4, SamplingRate = 2, Horizon = 3 }.Split(60);
        Dataset trainWindows = TimeSeries.Windows(s_counting, train);
        Dataset testWindows = TimeSeries.Windows(s_counting, test);
        Assert.All(Rows(trainWindows, targets: true), target => Assert.True(target[0] < 60));
        Assert.Equal(59, Rows(trainWindows, targets: true)[^1][0]);
        Assert.Equal(60, Rows(testWindows, targets: true)[0][0]);
        Assert.Equal(99, Rows(testWindows, targets: true)[^1][0]);
        Assert.Equal([51, 53, 55, 57], Rows(testWindows, targets: false)[0]);
        (train, test) = new WindowOptions { Length = 4, SamplingRate = 2, Horizon = 3, EveryStep = true }.Split(60);
        Assert.Equal(59, Rows(TimeSeries.Windows(s_counting, train), targets: true)[^1][^1]);
        Assert.Equal([60, 62, 64, 66], Rows(TimeSeries.Windows(s_counting, test), targets: true)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowOptions { Length = 4 }.Split(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowOptions { Length = 4, End = 10 }.Split(11));
    }

    [Fact]
    public void WrongOptionsAreNamed()
    {
        void Throws(WindowOptions options) => Assert.ThrowsAny<ArgumentException>(() => TimeSeries.Windows(s_counting, options));

        Throws(new() { Length = 0 });
        Throws(new() { Length = 1, Stride = 0 });
        Throws(new() { Length = 1, SamplingRate = 0 });
        Throws(new() { Length = 1, TargetLength = 0 });
        Throws(new() { Length = 1, Start = -1 });
        Throws(new() { Length = 1, Start = 5, End = 4 });
        Throws(new() { Length = 1, End = 101 });
        Throws(new() { Length = int.MaxValue, SamplingRate = int.MaxValue });
        Assert.Equal(1, TimeSeries.Windows(s_counting, new() { Length = 99 }).Count);
        Assert.Contains(
            "take 101 times, but there are 100",
            Assert.Throws<ArgumentException>(() => TimeSeries.Windows(s_counting, new() { Length = 100 })).Message);
    }

    [Fact]
    public void WindowsAreSlicedAndMixedLikeOtherDatasets()
    {
        Dataset windows = TimeSeries.Windows(s_counting, new() { Length = 10 });
        (Dataset first, Dataset second) = windows.Split(0.5);
        Assert.Equal((45, 45), (first.Count, second.Count));
        Assert.Equal(10 + 45, Rows(second, targets: true)[0][0]);
        Assert.NotEqual(Rows(windows, targets: true), Rows(windows.Shuffle(1), targets: true));
    }
}
