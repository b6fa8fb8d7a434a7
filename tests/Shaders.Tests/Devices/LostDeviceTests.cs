using System.Runtime.CompilerServices;
using Compiled.Devices;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>Whoever waits for a device that was lost is told, and whoever waits for one that takes its time is not.</summary>
[Collection(DeviceFixture.Collection)]
public class LostDeviceTests
{
    [DeviceFact]
    public void A_lost_device_is_not_waited_for()
    {
        using DeviceContext context = TestDevice.Found.Open();
        NativeDevice device = DeviceOf((Direct3DContext)context);
        using (Sabotage.Removed(device))
        {
            AssertLost(context, "0x887A0005");
        }

        // Only Vulkan knows what libvkd3d does not find out.
        if (device.Vulkan is { } vulkan)
        {
            using (Sabotage.Lost(vulkan))
            {
                AssertLost(context, vulkan.Name);
            }
        }
    }

    [DeviceFact]
    public async Task A_device_that_takes_its_time_is_waited_for()
    {
        using DeviceContext context = TestDevice.Found.Open();
        NativeFence fence = FenceOf((Direct3DContext)context);
        Task wait = Task.Run(() => fence.Wait(1));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.False(wait.IsCompleted);

        // The first list signals a one.
        context.Begin().Submit();
        await wait;
    }

    /// <summary>No list was submitted: nothing signals its end, as nothing does on a lost device.</summary>
    private static void AssertLost(DeviceContext context, string said) =>
        Assert.Contains(said, Assert.Throws<DeviceLostException>(() => FenceOf((Direct3DContext)context).Wait(1)).Message);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_device")]
    private static extern ref NativeDevice DeviceOf(Direct3DContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_fence")]
    private static extern ref NativeFence FenceOf(Direct3DContext context);
}
