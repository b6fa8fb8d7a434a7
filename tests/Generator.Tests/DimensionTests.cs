using Compiled.Generator.Emitting;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Tests;

public class DimensionTests
{
    [Fact]
    public void ArithmeticNormalizes()
    {
        Dimension batch = Dimension.Batch;
        Assert.Equal((batch * 3) + 6, ((batch + 2) * 3));
        Assert.Equal("6 + 3 * batch", ((batch + 2) * 3).ToString());
        Assert.Equal(Dimension.Zero, batch - batch);
        Assert.Equal(27, ((batch * batch) + 2).Evaluate(_ => 5));
    }

    /// <summary>Whatever the order in which a sum was made: fewer symbols first, then by name, and what cancels is gone.</summary>
    [Fact]
    public void MonomialsAreInOrder()
    {
        Dimension batch = Dimension.Batch, length = Dimension.Length;
        Dimension expected = Dimension.Constant(7) + batch + (length * 2) + (batch * length);
        Assert.Equal("7 + batch + 2 * length + batch * length", expected.ToString());
        Assert.Equal(expected, (length * batch) + length + 7 + batch + length);
        Assert.Equal(expected, (batch + 2) * (length + 1) + 5);
        Assert.Equal(expected.GetHashCode(), ((batch + 2) * (length + 1) + 5).GetHashCode());
        Assert.Equal(batch * length, expected - 7 - batch - length - length);
        Assert.Equal(Dimension.Zero, expected * 0);
        Assert.Throws<OverflowException>(() => (batch * long.MaxValue) + batch);
        Assert.Throws<OverflowException>(() => batch * long.MaxValue * 2);
    }

    [Fact]
    public void DivisionIsExactOrRefused()
    {
        Assert.True((Dimension.Batch * 12).TryDivide(Dimension.Batch * 4, out Dimension quotient));
        Assert.Equal(3, quotient.Value);
        Assert.False((Dimension.Batch * 10).TryDivide(4, out _));
        Assert.False(Dimension.Constant(10).TryDivide(Dimension.Batch, out _));
    }

    [Fact]
    public void LongsArePrintedWithACastOfEachSymbol()
    {
        Dimension batch = Dimension.Batch;
        Assert.Equal("0", Dimensions.Long(0));
        Assert.Equal("16 + (long)batch + 20 * (long)batch * (long)batch", Dimensions.Long((batch * batch * 20) + batch + 16));
        Assert.Equal("3 * (long)batch + -2 * (long)batches", Dimensions.Long((batch * 3) - (Dimension.Symbol("batches") * 2)));
    }
}
