using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class AlignedMemoryTests
{
    [Fact]
    public void BlockIsAlignedAndZero()
    {
        foreach (int length in Sequences.Sizes)
        {
            using var memory = new AlignedMemory(length);
            Assert.Equal(0, (nint)memory.Address % AlignedMemory.Alignment);
            Assert.False(memory.Span(0, length).ContainsAnyExcept(0f));
            Assert.Equal(length, memory.Length);
        }
    }

    [Fact]
    public void PartsOutsideAreRefused()
    {
        using var memory = new AlignedMemory(10);
        Assert.Equal(3, memory.Span(7, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(8, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(-1, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(0, -1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedMemory(-1));
    }

    [Fact]
    public void FreedBlockIsRefused()
    {
        var memory = new AlignedMemory(10);
        memory.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)memory.Address);
        Assert.Throws<ObjectDisposedException>(() => memory.Span(0, 1).Length);
    }
}
