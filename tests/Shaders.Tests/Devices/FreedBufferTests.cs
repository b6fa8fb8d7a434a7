using System.Runtime.CompilerServices;
using Compiled.Devices;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>Memory is freed when the device is done with it: libvkd3d would free it under the list that uses it.</summary>
[Collection(DeviceFixture.Collection)]
public class FreedBufferTests
{
    private const int Length = 1 << 24;

    [DeviceFact]
    public void A_buffer_is_freed_behind_the_list_that_clears_it()
    {
        using DeviceContext context = TestDevice.Found.Open();
        context.CreateBuffer("buffer", Length).Dispose();
        CommandList next = context.Begin();
        Assert.Equal(NumberOf(next) - 1, FenceOf((Direct3DContext)context).Completed);
        next.Dispose();
    }

    /// <summary>The list that is being recorded has not begun, and is not waited for.</summary>
    [DeviceFact]
    public void A_buffer_is_freed_behind_the_lists_before_the_one_that_is_recorded()
    {
        using DeviceContext context = TestDevice.Found.Open();
        DeviceBuffer buffer = context.CreateBuffer("buffer", Length);
        using CommandList recorded = context.Begin();
        buffer.Dispose();
        Assert.Equal(NumberOf(recorded) - 1, FenceOf((Direct3DContext)context).Completed);
    }

    private static ulong NumberOf(CommandList list) => ((Direct3DCommandList)list).Number;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_fence")]
    private static extern ref NativeFence FenceOf(Direct3DContext context);
}
