using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

public class KernelDescriptorTests
{
    [Theory]
    [InlineData(0, 1, 256)]
    [InlineData(1, 256, 256)]
    [InlineData(257, 256, 256)]
    public void Groups_cover_all_elements(long elements, int perGroup, uint most)
    {
        uint groups = GroupCount.Of(elements, perGroup);
        Assert.InRange(groups, 0u, most);
        Assert.True(groups * perGroup >= elements);
    }

    [Fact]
    public void There_are_never_more_groups_than_an_axis_may_have() => Assert.Equal(65535u, GroupCount.Of(1L << 40, 256));

    [Fact]
    public void A_kernel_with_more_bindings_than_a_root_signature_holds_is_refused()
    {
        KernelDescriptor kernel = Kernel(new(64), bindings: 30, constants: 5);
        Assert.Equal("kernel: 5 constants and 30 bindings take 65 words; a root signature has 64", Assert.Throws<InvalidOperationException>(kernel.Validate).Message);
        Kernel(new(64), bindings: 30, constants: 4).Validate();
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1025, 1, 1)]
    [InlineData(32, 33, 1)]
    [InlineData(1, 1, 65)]
    public void A_group_that_no_device_runs_is_refused(int x, int y, int z) =>
        Assert.Contains($"a group of {x} × {y} × {z} threads", Assert.Throws<InvalidOperationException>(Kernel(new(x, y, z), 1, 0).Validate).Message);

    [Fact]
    public void A_table_gives_each_binding_its_buffer()
    {
        using var buffer = new FakeBuffer("second input", 4);
        var table = new BufferTable { [new(DeviceMemory.Input, 1)] = buffer };
        Assert.Same(buffer, table[new(DeviceMemory.Input, 1)]);
        Assert.Equal("no buffer is bound as Input 0", Assert.Throws<InvalidOperationException>(() => table[new(DeviceMemory.Input)]).Message);
        Assert.Equal("no buffer is bound as Loss 0", Assert.Throws<InvalidOperationException>(() => table[new(DeviceMemory.Loss)]).Message);
    }

    private static KernelDescriptor Kernel(GroupSize group, int bindings, int constants) =>
        new("kernel", "", group, [.. Enumerable.Range(0, bindings).Select(i => new KernelBinding(DeviceMemory.Input, i))], constants);

    private sealed class FakeBuffer(string name, long length) : DeviceBuffer(name, length)
    {
        public override void Dispose()
        {
        }
    }
}
