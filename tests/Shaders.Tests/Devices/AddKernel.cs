using Compiled.Devices;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>sum = scale · left + right, written by hand: what the host can do is tested apart from what the generator emits.</summary>
internal readonly struct AddKernel(uint count, float scale) : IDeviceKernel<AddKernel>
{
    private const int Threads = 64;

    public static KernelDescriptor Descriptor { get; } = new(
        "add",
        """
        cbuffer Constants : register(b0)
        {
            uint count;
            float scale;
        };
        RWStructuredBuffer<float> left : register(u0);
        RWStructuredBuffer<float> right : register(u1);
        RWStructuredBuffer<float> sum : register(u2);

        [numthreads(64, 1, 1)]
        void main(uint3 id : SV_DispatchThreadID)
        {
            if (id.x < count)
            {
                sum[id.x] = mad(scale, left[id.x], right[id.x]);
            }
        }
        """,
        new(Threads),
        [new(DeviceMemory.Input, 0), new(DeviceMemory.Input, 1), new(DeviceMemory.Prediction)],
        2);

    public GroupCount Groups => new(GroupCount.Of(count, Threads));

    public KernelTraffic Traffic => new(2L * count * sizeof(float), (long)count * sizeof(float));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = count;
        constants[1] = BitConverter.SingleToUInt32Bits(scale);
    }
}
