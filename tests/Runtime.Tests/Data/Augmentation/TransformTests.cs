namespace Compiled.Runtime.Tests.Data.Augmentation;

/// <summary>Each variation by hand; all at once beside PyTorch, with tests/Oracle/augmentation.py.</summary>
public class TransformTests
{
    private static readonly float[] s_nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void NothingChangesNothing()
    {
        Check(s_nine, new(), 3, 3, s_nine);
        Check(s_nine, default, 3, 3, s_nine);
        Check([3, 2, 1], default(ImageTransform) with { FlipsColumns = true }, 1, 3, [1, 2, 3]);
    }

    [Fact]
    public void WhatIsNotSetIsWhatChangesNothing()
    {
        ImageTransform transform = default;
        Assert.Equal(new ImageTransform(), transform);
        Assert.Equal(new ImageTransform { RowZoom = 1, ColumnZoom = 1, Brightness = 1, White = 1, Interpolation = Interpolation.Bilinear, ChannelShifts = [] }, transform);
        Assert.Equal((1, 1, 1, 1), (transform.RowZoom, transform.ColumnZoom, transform.Brightness, transform.White));
        Assert.Equal(Interpolation.Bilinear, transform.Interpolation);
        Assert.True(transform.ChannelShifts.IsEmpty);
        Assert.NotEqual(new ImageTransform { Brightness = 0 }, transform);
    }

    [Fact]
    public void RotationIsClockwise() => Check([7, 4, 1, 8, 5, 2, 9, 6, 3], new() { Rotation = 90 }, 3, 3, s_nine);

    [Theory]
    [InlineData(FillMode.Nearest, new float[] { 7, 8, 9, 7, 8, 9, 7, 8, 9 })]
    [InlineData(FillMode.Constant, new float[] { 7, 8, 9, -1, -1, -1, -1, -1, -1 })]
    [InlineData(FillMode.Reflect, new float[] { 7, 8, 9, 7, 8, 9, 4, 5, 6 })]
    [InlineData(FillMode.Wrap, new float[] { 7, 8, 9, 1, 2, 3, 4, 5, 6 })]
    public void AShiftShowsWhatLiesBelow(FillMode fillMode, float[] expected)
        => Check(expected, new() { RowShift = 2, FillMode = fillMode, ConstantValue = -1 }, 3, 3, s_nine);

    [Theory]
    [InlineData(FillMode.Nearest, new float[] { 1, 1, 2 })]
    [InlineData(FillMode.Constant, new float[] { -1, 1, 2 })]
    [InlineData(FillMode.Reflect, new float[] { 1, 1, 2 })]
    [InlineData(FillMode.Wrap, new float[] { 4, 1, 2 })]
    public void AShiftShowsWhatLiesToTheLeft(FillMode fillMode, float[] expected)
        => Check([.. expected, 3], new() { ColumnShift = -1, FillMode = fillMode, ConstantValue = -1 }, 1, 4, [1, 2, 3, 4]);

    [Fact]
    public void ReflectionAndRepetitionGoOnWithoutEnd()
    {
        Check([3, 2, 1, 1], new() { ColumnShift = 5, FillMode = FillMode.Reflect }, 1, 4, [1, 2, 3, 4]);
        Check([2, 3, 4, 1], new() { ColumnShift = -11, FillMode = FillMode.Wrap }, 1, 4, [1, 2, 3, 4]);
    }

    [Theory]
    [InlineData(FillMode.Nearest, 3)]
    [InlineData(FillMode.Constant, 1)]
    [InlineData(FillMode.Reflect, 3)]
    [InlineData(FillMode.Wrap, 2)]
    public void BetweenPixelsValuesAreInterpolated(FillMode fillMode, float last)
        => Check([1.5f, 2.5f, last], new() { ColumnShift = 0.5f, FillMode = fillMode, ConstantValue = -1 }, 1, 3, [1, 2, 3]);

    /// <summary>The pixel whose centre is nearest; the border's place counts as the pixel below it, by the fill mode, too.</summary>
    [Theory]
    [InlineData(0.4f, FillMode.Constant, new float[] { 1, 2, 3 })]
    [InlineData(0.5f, FillMode.Constant, new float[] { 2, 3, -1 })]
    [InlineData(0.6f, FillMode.Nearest, new float[] { 2, 3, 3 })]
    [InlineData(-0.4f, FillMode.Constant, new float[] { 1, 2, 3 })]
    [InlineData(-0.6f, FillMode.Wrap, new float[] { 3, 1, 2 })]
    public void TheNearestPixelIsTakenAsItIs(float shift, FillMode fillMode, float[] expected)
        => Check(expected, new() { ColumnShift = shift, Interpolation = Interpolation.Nearest, FillMode = fillMode, ConstantValue = -1 }, 1, 3, [1, 2, 3]);

    [Fact]
    public void ZoomIsTheShareThatIsSeen()
    {
        Check([1, 1.5f, 2, 2.5f, 3], new() { ColumnZoom = 0.5f }, 1, 5, [0, 1, 2, 3, 4]);
        Check([-1, 0, 2, 4, -1], new() { RowZoom = 2, FillMode = FillMode.Constant, ConstantValue = -1 }, 5, 1, [0, 1, 2, 3, 4]);
    }

    [Fact]
    public void ShearLeansColumns()
    {
        // At (row, column) from the centre is what was at (row − sin 30° · column, cos 30° · column); the values are 10 row + column.
        float upright = MathF.Sqrt(3) / 2;
        float[] image = [.. Enumerable.Range(0, 9).Select(i => (10f * (i / 3)) + (i % 3))];
        float[] sheared = new float[9];
        new ImageTransform { Shear = 30 }.Apply(image, sheared, 3, 3, 1);
        Assert.Equal(5 + 1 + upright, sheared[5], 4);
        Assert.Equal(15 + 1 - upright, sheared[3], 4);
        Assert.Equal([1, 11, 21], new[] { sheared[1], sheared[4], sheared[7] });
        Assert.Equal(15 + 1 - upright - 10, sheared[0], 4);
    }

    [Theory]
    [InlineData(FillMode.Nearest, new float[] { 0.666962f, 0.660573f, 0.652304f, 0.729579f, 0.424946f, 0.545998f, 0.455405f, 0.546085f, 0.780374f, 0.49011f, 1, 0.446348f, 0.343974f, 0.580327f, 0.755517f, 0.603292f, 0.285119f, 0.521473f, 0.757827f, 0.282184f })]
    [InlineData(FillMode.Constant, new float[] { 0, 0.336056f, 0.652304f, 0.729579f, 0.424946f, 0.170654f, 0.455405f, 0.546085f, 0.780374f, 0.49011f, 0.343372f, 0.231504f, 0.22619f, 0.46223f, 0.706724f, 0, 0, 0, 0, 0 })]
    [InlineData(FillMode.Reflect, new float[] { 0.750696f, 0.660573f, 0.652304f, 0.729579f, 0.424946f, 0.545998f, 0.455405f, 0.546085f, 0.780374f, 0.49011f, 1, 0.446348f, 0.343974f, 0.580327f, 0.755517f, 0.465904f, 0.585187f, 0.717846f, 0.500234f, 0.286184f })]
    public void AllAtOnceIsAsInPyTorch(FillMode fillMode, float[] expected)
    {
        float[] image = [.. Enumerable.Range(0, 20).Select(i => (((7 * (i / 5)) + (3 * (i % 5))) % 11) / 10f)];
        float[] moved = new float[20];
        ImageTransform transform = new() { Rotation = 25, RowShift = 0.75f, ColumnShift = -1.25f, Shear = -15, RowZoom = 1.4f, ColumnZoom = 0.8f, FillMode = fillMode };
        transform.Apply(image, moved, 4, 5, 1);
        for (int i = 0; i < moved.Length; i++)
        {
            Assert.Equal(expected[i], moved[i], 4);
        }
    }

    [Fact]
    public void NearestPixelsAreThoseOfPyTorch()
    {
        float[] image = [.. Enumerable.Range(0, 20).Select(i => (((7 * (i / 5)) + (3 * (i % 5))) % 11) / 10f)];
        float[] moved = new float[20];
        ImageTransform transform = new() { Rotation = 25, RowShift = 0.75f, ColumnShift = -1.25f, Shear = -15, RowZoom = 1.4f, ColumnZoom = 0.8f, Interpolation = Interpolation.Nearest, FillMode = FillMode.Nearest };
        transform.Apply(image, moved, 4, 5, 1);
        Assert.Equal([0.7f, 0.7f, 0.7f, 1, 0.2f, 0.3f, 0.3f, 0.6f, 0.9f, 0.9f, 1, 0.2f, 0.2f, 0.5f, 0.8f, 1, 0.2f, 0.5f, 0.8f, 0], moved);
    }

    [Fact]
    public void FlipsMirrorPixelsNotChannels()
    {
        float[] image = [1, -1, 2, -2, 3, -3, 4, -4];
        Check([2, -2, 1, -1, 4, -4, 3, -3], new() { FlipsColumns = true }, 2, 2, image, channels: 2);
        Check([3, -3, 4, -4, 1, -1, 2, -2], new() { FlipsRows = true }, 2, 2, image, channels: 2);
        Check([4, -4, 3, -3, 2, -2, 1, -1], new() { FlipsRows = true, FlipsColumns = true }, 2, 2, image, channels: 2);
        Check([3, 2, 1], new() { FlipsColumns = true }, 1, 3, [1, 2, 3]);
    }

    [Fact]
    public void ChannelsAreShiftedWithinThePicturesRange()
        => Check([0.5f, 0.2f, 0.7f, 0.3f], new() { ChannelShifts = [0.3f, -0.6f] }, 1, 2, [0.2f, 0.5f, 0.4f, 0.9f], channels: 2);

    [Fact]
    public void BrightnessStaysBelowWhite()
    {
        Check([0.4f, 1, 1], new() { Brightness = 2 }, 1, 3, [0.2f, 0.5f, 0.7f]);
        Check([100, 255, 0], new() { Brightness = 2, White = 255 }, 1, 3, [50, 200, 0]);
    }

    [Fact]
    public void OtherSizesAreRefused()
    {
        Assert.Contains("8 values, and room for 9, are not a picture of (3, 3, 1)", Assert.Throws<ArgumentException>(() => new ImageTransform().Apply(new float[8], new float[9], 3, 3, 1)).Message);
        Assert.Throws<ArgumentException>(() => new ImageTransform().Apply(new float[9], new float[8], 3, 3, 1));
        Assert.Contains("2 channel shifts are given for 1 channels", Assert.Throws<ArgumentException>(() => new ImageTransform { ChannelShifts = [1, 2] }.Apply(new float[9], new float[9], 3, 3, 1)).Message);
    }

    private static void Check(float[] expected, ImageTransform transform, int height, int width, float[] image, int channels = 1)
    {
        float[] result = new float[image.Length];
        transform.Apply(image, result, height, width, channels);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], result[i], 5);
        }
    }
}
