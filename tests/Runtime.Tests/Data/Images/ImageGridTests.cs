using System.Numerics.Tensors;

namespace Compiled.Runtime.Tests.Data.Images;

public class ImageGridTests
{
    [Fact]
    public void TilesLieInRowsWithGaps()
    {
        Image grid = ImageGrid.Tiles([Tile(1), Tile(2), Tile(3)], columns: 2);
        Assert.Equal("5×7 grey", grid.ToString());
        Assert.Equal(
            [
                255, 255, 255, 255, 255,
                255, 1, 255, 2, 255,
                255, 1, 255, 2, 255,
                255, 255, 255, 255, 255,
                255, 3, 255, 255, 255,
                255, 3, 255, 255, 255,
                255, 255, 255, 255, 255,
            ],
            grid.Pixels.ToArray());
        Assert.Equal([1, 2, 3, 1, 2, 3], ImageGrid.Tiles([Tile(1), Tile(2), Tile(3)], columns: 9, gap: 0).Pixels.ToArray());

        static Image Tile(byte value) => new(1, 2, 1, [value, value]);
    }

    [Fact]
    public void ChannelsAreTilesOfOneScale()
    {
        // Two samples of 1×2 positions with 2 channels; the second has −1 to 3.
        Tensor<float> activations = Tensor.Create(new float[] { 9, 9, 9, 9, -1, 1, 3, 0 }, [2, 1, 2, 2]);
        Image grid = ImageGrid.Channels(activations, sample: 1, scale: 1);
        Assert.Equal("7×3 grey", grid.ToString());
        Assert.Equal([255, 0, 255, 255, 128, 64, 255], grid.Row(1).ToArray());
        Assert.Equal(255, grid.Row(0)[3]);
    }

    [Fact]
    public void FloatsBecomeTheNearestBytes()
    {
        Image image = Image.FromUnit([0, 1, 0.5f, -3, 7, float.NaN], width: 3, height: 2, 1);
        Assert.Equal("3×2 grey", image.ToString());
        Assert.Equal([0, 255, 128, 0, 255, 0], image.Pixels.ToArray());
        float[] values = new float[6];
        image.CopyTo(values);
        Assert.Equal([0, 1, 128 / 255f, 0, 1, 0], values);
    }

    [Fact]
    public void NumbersThatAreNoPictureAreRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Image.FromUnit(new float[5], 3, 2, 1));
        Assert.StartsWith("5 values were given for a picture of 3×2 pixels and 1 channel, which has 6.", exception.Message);
        Assert.Equal("values", exception.ParamName);
        exception = Assert.Throws<ArgumentException>(() => new Image(3, 2, 3, new byte[1]));
        Assert.StartsWith("1 byte was given for a picture of 3×2 pixels and 3 channels, which has 18.", exception.Message);
        Assert.Equal("pixels", exception.ParamName);
    }

    [Fact]
    public void AHeatMapIsBlendedOverThePicture()
    {
        Image picture = new(2, 1, 1, [100, 200]);
        Image over = HeatMap.Over(picture, Tensor.Create(new float[] { 0, 1 }, [1, 1, 2]), strength: 0.5f);
        // Half of grey 100 and of dark blue (0, 0, 127.5), half of grey 200 and of dark red.
        Assert.Equal([50, 50, 114, 164, 100, 100], over.Pixels.ToArray());
        Assert.Equal([100, 200], picture.Pixels.ToArray());
        Image color = new(1, 1, 3, [10, 20, 30]);
        Assert.Equal([10, 20, 30], HeatMap.Over(color, Tensor.Create(new float[] { 1 }, [1, 1, 1]), strength: 0).Pixels.ToArray());
        Assert.NotSame(color, HeatMap.Over(color, Tensor.Create(new float[] { 1 }, [1, 1, 1])));
        Assert.Equal([10, 20, 30], color.Pixels.ToArray());
    }

    [Fact]
    public void OtherShapesAreRefused()
    {
        Assert.Contains("no pictures", Assert.Throws<ArgumentException>(() => ImageGrid.Tiles([], 1)).Message);
        Assert.Contains("One picture is 2×1 grey, but the first is 1×1 grey", Assert.Throws<ArgumentException>(() => ImageGrid.Tiles([new(1, 1, 1), new(2, 1, 1)], 1)).Message);
        Tensor<float> flat = Tensor.Create(new float[] { 1, 2 }, [1, 2]);
        Assert.Contains("(batch, height, width, channels) was expected", Assert.Throws<ArgumentException>(() => ImageGrid.Channels(flat)).Message);
        Assert.Contains("(batch, height, width) was expected", Assert.Throws<ArgumentException>(() => HeatMap.Over(new(1, 1, 1), flat)).Message);
        Tensor<float> maps = Tensor.Create(new float[] { 1, 2 }, [1, 1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => HeatMap.Over(new(1, 1, 1), maps, sample: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HeatMap.Over(new(1, 1, 1), maps, strength: 2));
    }
}
