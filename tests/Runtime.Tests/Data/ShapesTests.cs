namespace Compiled.Runtime.Tests.Data;

public class ShapesTests
{
    [Fact]
    public void SyntheticShapesDependOnTheSeedAlone()
    {
        ImageData first = SyntheticShapes.Create(50, 20, seed: 3);
        ImageData more = SyntheticShapes.Create(70, 30, seed: 3);
        Assert.True(first.IsSynthetic);
        Assert.Equal("(32, 32, 3)", $"({string.Join(", ", first.Train.Inputs[0].Shape)})");
        Assert.Equal(first.Train.Pixels.ToArray(), more.Train.Pixels[..first.Train.Pixels.Length].ToArray());
        Assert.Equal(first.Test.Labels.ToArray(), more.Test.Labels[..first.Test.Labels.Length].ToArray());
        Assert.NotEqual(first.Train.Pixels.ToArray(), SyntheticShapes.Create(50, 0, seed: 4).Train.Pixels.ToArray());
        Assert.NotEqual(first.Train.Pixels[..3072].ToArray(), first.Test.Pixels[..3072].ToArray());
    }

    [Fact]
    public void CifarOrItsStandInSaysWhich()
    {
        ImageData data = Cifar10.LoadOrSynthesize(download: false);
        if (data.IsSynthetic)
        {
            Assert.StartsWith("The data set cifar10 was not found: ", data.SyntheticReason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(data.SyntheticReason);
        }
    }

    [Fact]
    public void EveryClassIsDrawn()
    {
        byte[] labels = SyntheticShapes.Create(1000, 0).Train.Labels.ToArray();
        Assert.Equal(Enumerable.Range(0, SyntheticShapes.ClassNames.Count), labels.Select(l => (int)l).Distinct().Order());
        Assert.All(labels.GroupBy(l => l), group => Assert.InRange(group.Count(), 60, 140));
    }

    [Fact]
    public void EveryOutlineHasAnInsideAnOutsideAndItsOwnArea()
    {
        // The share of the square from −1 to 1 that lies inside; by geometry for the plain shapes.
        double[] areas = [.. Enumerable.Range(0, SyntheticShapes.ClassNames.Count).Select(Area)];
        Assert.Equal(Math.PI * 0.81 / 4, areas[0], 0.01);
        Assert.Equal(Math.PI * ((0.93 * 0.93) - (0.57 * 0.57)) / 4, areas[1], 0.01);
        Assert.Equal(0.75 * 0.75, areas[2], 0.01);
        Assert.Equal((0.81 * 0.81) - (0.49 * 0.49), areas[3], 0.01);
        Assert.Equal(((0.95 * 0.25 * 2) - (0.25 * 0.25)) * 1, areas[5], 0.01);
        Assert.Equal(0.95 * 0.25, areas[7], 0.01);
        Assert.Equal(Math.PI * 0.16 * 2 / 4, areas[9], 0.01);
        Assert.All(areas, area => Assert.InRange(area, 0.2, 0.7));
        Assert.All(Enumerable.Range(0, areas.Length), shape => Assert.True(ShapeOutlines.Distance(shape, 1.5f, 1.5f) > 0));
    }

    private static double Area(int shape)
    {
        const int Steps = 400;
        int inside = 0;
        for (int i = 0; i < Steps * Steps; i++)
        {
            float x = ((2 * ((i % Steps) + 0.5f)) / Steps) - 1, y = ((2 * ((i / Steps) + 0.5f)) / Steps) - 1;
            inside += ShapeOutlines.Distance(shape, x, y) < 0 ? 1 : 0;
        }

        return (double)inside / (Steps * Steps);
    }
}
