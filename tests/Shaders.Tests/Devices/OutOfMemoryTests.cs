using System.Runtime.CompilerServices;
using Compiled.Devices;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>Wherever memory runs out, what was begun is given up whole: the next list begins, and what was in memory can be read.</summary>
[Collection(DeviceFixture.Collection)]
public class OutOfMemoryTests
{
    [DeviceFact]
    public void A_list_that_cannot_be_made_does_not_count()
    {
        using DeviceContext context = TestDevice.Found.Open();
        using (Sabotage.OutOfMemory(DeviceOf((Direct3DContext)context), slot: 12, length: 44))
        {
            for (int i = 0; i < 2 * DeviceContext.InFlight; i++)
            {
                Assert.Throws<InsufficientMemoryException>(() => context.Begin());
            }
        }

        AssertWorks(context);
    }

    [DeviceFact]
    public void A_list_that_cannot_begin_again_does_not_count()
    {
        using DeviceContext context = TestDevice.Found.Open();
        AssertWorks(context);
        CommandList next = context.Begin();
        next.Submit().Wait();
        context.Begin().Submit().Wait();
        using (Sabotage.OutOfMemory(AllocatorOf((Direct3DCommandList)next), slot: 8, length: 9))
        {
            for (int i = 0; i < 2 * DeviceContext.InFlight; i++)
            {
                Assert.Throws<InsufficientMemoryException>(() => context.Begin());
            }
        }

        AssertWorks(context);
    }

    [DeviceFact]
    public void A_list_that_cannot_end_is_given_up()
    {
        using DeviceContext context = TestDevice.Found.Open();
        using DeviceBuffer buffer = context.CreateBuffer("buffer", 1);
        for (int i = 0; i < 2 * DeviceContext.InFlight; i++)
        {
            using CommandList commands = context.Begin();
            commands.Upload<float>([2f], buffer);
            using (Sabotage.OutOfMemory(ListOf((Direct3DCommandList)commands)!, slot: 9, length: 51))
            {
                Assert.Throws<InsufficientMemoryException>(() => commands.Submit());
            }
        }

        Assert.Equal([0f], Download(context, buffer));
        AssertWorks(context);
    }

    [DeviceFact]
    public void A_buffer_that_cannot_be_cleared_is_freed()
    {
        using DeviceContext context = TestDevice.Found.Open();

        // The buffer itself is made; the list that would clear it is not.
        using (Sabotage.OutOfMemory(DeviceOf((Direct3DContext)context), slot: 12, length: 44))
        {
            Assert.Contains("list", Assert.Throws<InsufficientMemoryException>(() => context.CreateBuffer("buffer", 1)).Message);
        }

        AssertWorks(context);
    }

    [DeviceFact]
    public void A_buffer_longer_than_kernels_reach_is_refused()
    {
        using DeviceContext context = TestDevice.Found.Open();
        long most = DeviceOf((Direct3DContext)context).MostElements;
        Assert.StartsWith(
            $"workspace takes {most + 1} elements of 4 bytes, and one buffer of a device has at most {4 * most} bytes",
            Assert.Throws<InsufficientMemoryException>(() => context.CreateBuffer("workspace", most + 1)).Message);
    }

    private static void AssertWorks(DeviceContext context)
    {
        using DeviceBuffer buffer = context.CreateBuffer("works", 3);
        using (CommandList commands = context.Begin())
        {
            commands.Upload<float>([1f, 2f, 3f], buffer);
            commands.Submit();
        }

        Assert.Equal([1f, 2f, 3f], Download(context, buffer));
    }

    private static float[] Download(DeviceContext context, DeviceBuffer buffer)
    {
        using CommandList commands = context.Begin();
        Readback readback = commands.Download(buffer, 0, (int)buffer.Length);
        var values = new float[buffer.Length];
        commands.Submit().Read(readback, values.AsSpan());
        return values;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_device")]
    private static extern ref NativeDevice DeviceOf(Direct3DContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
    private static extern ref NativeCommandList? ListOf(Direct3DCommandList list);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_allocator")]
    private static extern ref NativeAllocator AllocatorOf(Direct3DCommandList list);
}
