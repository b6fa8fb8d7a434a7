namespace Compiled.Runtime.Tests.Data;

/// <summary>Padding of sequences of different lengths is zero, and no value, whatever the data set goes through.</summary>
public sealed class PaddingTests
{
    [Theory]
    [InlineData(SequenceSide.Pre, new float[] { 0, 0, 11, 12, 13, 14 })]
    [InlineData(SequenceSide.Post, new float[] { 11, 0, 0, 12, 13, 14 })]
    public void ChangesLeavePaddingZero(SequenceSide side, float[] expected)
    {
        Dataset data = Sequences.Ragged([new float[,] { { 1 } }, new float[,] { { 2 }, { 3 }, { 4 } }], options: new() { Padding = side });
        foreach (Dataset changed in (Dataset[])[data.Map(AddTen), data.Prefetch().Map(AddTen), data.Map(data.Inputs, [], CopyAddingTen), data.Prefetch().Map(data.Inputs, [], CopyAddingTen)])
        {
            Assert.Equal(expected, changed.Batches(2).Single().Inputs[0].Floats[..6].ToArray());
        }
    }

    [Fact]
    public void PaddingOfTargetsStaysZero()
    {
        Dataset data = Sequences.Ragged([[1], [1, 1]], [[5], [6, 7]]).Map(sample => sample.IntegerTarget()[0] += 2);
        Assert.Equal([0, 5, 8, 7], data.Batches(2).Single().Targets[0].Ints[..4].ToArray());
    }

    [Fact]
    public void ScalersAreFittedToWhatIsNotPadding()
    {
        Dataset data = Sequences.Ragged([new float[,] { { 10 }, { 10 } }, new float[,] { { 20 }, { 20 }, { 20 }, { 20 } }, new float[,] { { 10 }, { 10 } }]);
        StandardScaler scaler = StandardScaler.Fit(data);
        Assert.Equal([15f], scaler.Offsets.ToArray());
        Assert.Equal([5f], scaler.Scales.ToArray());
        Assert.Equal([0, 0, -1, -1, 1, 1, 1, 1], scaler.Transform(data).Batches(2).First().Inputs[0].Floats[..8].ToArray());
        Assert.Equal([10f], MinMaxScaler.Fit(data).Offsets.ToArray());
    }

    [Fact]
    public void WhatTakesSamplesOfOneSizeRefusesSequencesOfAnyLength()
    {
        Dataset data = Sequences.Ragged([new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 } }]);
        Assert.Contains("before Sequences.Ragged", Assert.Throws<NotSupportedException>(data.Cache).Message);
        Assert.Contains("Shuffle(seed)", Assert.Throws<NotSupportedException>(() => data.Prefetch().Shuffle(1, window: 2)).Message);
        Assert.Contains("'sequence' (any, 2) float cannot become 'sequence' (2) float", Assert.Throws<ArgumentException>(() => data.Reshape(2)).Message);
        Assert.Throws<ArgumentException>(() => data.Reshape(2, Compiled.Length.Any));
        Assert.Equal([0, 0, 1, 2, 3, 4, 5, 6], data.Reshape(Compiled.Length.Any, 1, 2).Batches(2).Single().Inputs[0].Floats[..8].ToArray());
        Assert.Contains("no value", Assert.Throws<ArgumentException>(() => Sequences.Ragged([new float[2, 0]])).Message);
    }

    private static void AddTen(Sample sample)
    {
        foreach (ref float value in sample.Input())
        {
            value += 10;
        }
    }

    private static void CopyAddingTen(Sample original, Sample sample)
    {
        original.Input().CopyTo(sample.Input());
        AddTen(sample);
    }
}
