namespace Compiled.Runtime.Tests.Data.Images;

public class ConversionTests
{
    private static readonly Image s_source = Picture.All["source"].Expected;

    [Theory]
    [InlineData(7, 30)]
    [InlineData(40, 5)]
    [InlineData(19, 6)]
    [InlineData(8, 13)]
    public void AResizedPictureIsThatOfPillow(int width, int height)
    {
        foreach (Resampling resampling in Enum.GetValues<Resampling>())
        {
            Image resized = s_source.Resize(width, height, resampling);
            Assert.Equal(Picture.All[$"resized-{resampling}-{width}x{height}"].Expected.Pixels.ToArray(), resized.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData("LA", 7, 30)]
    [InlineData("LA", 40, 5)]
    [InlineData("RGBA", 7, 30)]
    [InlineData("RGBA", 40, 5)]
    public void APictureWithOpacityIsResizedToThatOfPillow(string mode, int width, int height)
    {
        foreach (Resampling resampling in Enum.GetValues<Resampling>())
        {
            Image resized = Picture.All[$"source-{mode}"].Expected.Resize(width, height, resampling);
            Assert.Equal(Picture.All[$"resized-{mode}-{resampling}-{width}x{height}"].Expected.Pixels.ToArray(), resized.Pixels.ToArray());
        }
    }

    [Fact]
    public void PixelsCountAsMuchAsTheyAreOpaque()
    {
        Image two = new(2, 1, 4, [255, 0, 0, 255, 0, 255, 0, 0]);
        Assert.Equal([255, 0, 0, 128], two.Resize(1, 1).Pixels.ToArray());
        Assert.Equal([0, 255, 0, 0], two.Resize(1, 1, Resampling.Nearest).Pixels.ToArray());
        Assert.Equal([255, 0, 0, 255, 0, 255, 0, 0], two.Pixels.ToArray());
        // 200 and nothing: half as opaque, and 100 · 255 / 128 rounded down.
        Assert.Equal([199, 128], new Image(2, 1, 2, [200, 255, 10, 0]).Resize(1, 1).Pixels.ToArray());
        Assert.Equal([0, 0], new Image(2, 1, 2, [200, 0, 10, 0]).Resize(1, 1).Pixels.ToArray());
    }

    [Theory]
    [InlineData(48)]
    [InlineData(75)]
    public void RoomForAnotherPictureIsToldWithThePicturesSize(int room)
    {
        var exception = Assert.Throws<ArgumentException>(() => new Image(5, 4, 3, new byte[60]).CopyTo(new float[room]));
        Assert.StartsWith($"A picture of 5×4 pixels and 3 channels has 60 values, but there is room for {room}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoPixelsShrinkToTheirMeanAndGrowInBetween()
    {
        Image two = new(2, 1, 1, [10, 20]);
        Assert.Equal([15], two.Resize(1, 1).Pixels.ToArray());
        Assert.Equal([10, 13, 18, 20], two.Resize(4, 1).Pixels.ToArray());
        Assert.Equal([10, 10, 20, 20], two.Resize(4, 1, Resampling.Nearest).Pixels.ToArray());
        Assert.Same(two, two.Resize(2, 1));
    }

    [Fact]
    public void ColoursBecomeGreyByTheirLuma()
    {
        Assert.Equal(Picture.All["luma"].Expected.Pixels.ToArray(), s_source.ToChannels(1).Pixels.ToArray());
        Assert.Equal([76, 150, 29, 255], new Image(4, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]).ToChannels(1).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 3, new byte[] { 7 }, new byte[] { 7, 7, 7 })]
    [InlineData(1, 2, new byte[] { 7 }, new byte[] { 7, 255 })]
    [InlineData(2, 4, new byte[] { 7, 9 }, new byte[] { 7, 7, 7, 9 })]
    [InlineData(4, 3, new byte[] { 1, 2, 3, 0 }, new byte[] { 1, 2, 3 })]
    [InlineData(4, 2, new byte[] { 255, 255, 255, 8 }, new byte[] { 255, 8 })]
    [InlineData(2, 1, new byte[] { 7, 0 }, new byte[] { 7 })]
    public void ChannelsAreAddedAndDropped(int from, int to, byte[] pixel, byte[] expected)
        => Assert.Equal(expected, new Image(1, 1, from, pixel).ToChannels(to).Pixels.ToArray());

    [Fact]
    public void SizesAreChecked()
    {
        Assert.Contains("5 bytes were given for a picture of 2×1 pixels and 3 channels, which has 6", Assert.Throws<ArgumentException>(() => new Image(2, 1, 3, new byte[5])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(0, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(100_000, 100_000, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_source.Row(13));
    }
}
