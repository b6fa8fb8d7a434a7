using System.Globalization;
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

    /// <summary>Linux says of every range of addresses whether pages of 2 MB were asked for.</summary>
    [Fact]
    public void LargeBlocksAskLinuxForLargePages()
    {
        using var large = new AlignedMemory(3 * HugePages.Size / sizeof(float) / 2);
        bool isKnown = File.Exists("/sys/kernel/mm/transparent_hugepage/enabled");
        Assert.Equal(0, OperatingSystem.IsLinux() ? (nint)large.Address % HugePages.Size : 0);
        Assert.Equal(isKnown, AsksForLargePages(large.Address));
    }

    private static bool AsksForLargePages(float* address)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        bool isRange = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            // A range begins with "from-to rights …"; its flags follow further down.
            if (line.Split(' ')[0].Split('-') is [var from, var to]
                && ulong.TryParse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong begin)
                && ulong.TryParse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong end))
            {
                isRange = begin <= (ulong)address && (ulong)address < end;
            }
            else if (isRange && line.StartsWith("VmFlags:", StringComparison.Ordinal))
            {
                return line.Split(' ').Contains("hg");
            }
        }

        throw new InvalidOperationException("no range of /proc/self/smaps has the address");
    }
}
