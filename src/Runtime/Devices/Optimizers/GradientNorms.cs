namespace Compiled.Devices;

/// <summary>
/// Limits of gradients' norms on a device, in two kernels and always in the same order: squares are summed by a number of groups, and then
/// the sums of each limit by one group. Of each limit the factor comes first and behind it the sums.
/// </summary>
internal static class GradientNorms
{
    /// <summary>The groups that share the sum of one limit.</summary>
    public const int Parts = 64;

    /// <summary>From one limit to the next.</summary>
    public const int Stride = Parts + 1;
}

/// <summary>Sums the squares of a range of gradients, as many sums as there are groups.</summary>
/// <param name="clip">Which limit.</param>
internal readonly struct GradientSquaresShader(uint first, uint length, uint clip) : IDeviceKernel<GradientSquaresShader>
{
    private const int Threads = 256, PerGroup = 4096;

    public static KernelDescriptor Descriptor { get; } = new(
        "Squares of gradients",
        $$"""
        cbuffer Constants : register(b0)
        {
            uint first;
            uint length;
            uint clip;
            uint parts;
        };

        RWStructuredBuffer<float> gradients : register(u0);
        RWStructuredBuffer<float> norms : register(u1);

        groupshared float sums[256];

        [numthreads(256, 1, 1)]
        void main(uint3 group : SV_GroupID, uint3 thread : SV_GroupThreadID)
        {
            float sum = 0.0f;
            for (uint index = group.x * 256u + thread.x; index < length; index += parts * 256u)
            {
                sum = mad(gradients[first + index], gradients[first + index], sum);
            }

            sums[thread.x] = sum;
            GroupMemoryBarrierWithGroupSync();
            for (uint other = 128u; other > 0u; other /= 2u)
            {
                if (thread.x < other)
                {
                    sums[thread.x] += sums[thread.x + other];
                }

                GroupMemoryBarrierWithGroupSync();
            }

            if (thread.x == 0u)
            {
                norms[clip * {{GradientNorms.Stride}}u + 1u + group.x] = sums[0];
            }

            // Another optimizer, or another kind of limit, may have left sums in the places of groups that do not run.
            if (group.x == 0u && thread.x >= parts && thread.x < {{GradientNorms.Parts}}u)
            {
                norms[clip * {{GradientNorms.Stride}}u + 1u + thread.x] = 0.0f;
            }
        }
        """,
        new(Threads),
        [new(DeviceMemory.Gradients), new(DeviceMemory.GradientNorm)],
        4) { Operators = "Squares of gradients" };

    public GroupCount Groups => new(Math.Min(GroupCount.Of(length, PerGroup), GradientNorms.Parts));

    public KernelTraffic Traffic => new((long)length * sizeof(float), (long)GradientNorms.Parts * sizeof(float));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = first;
        constants[1] = length;
        constants[2] = clip;
        constants[3] = Groups.X;
    }
}

/// <summary>Makes factors of the sums: what is left of gradients whose norm exceeds the limit.</summary>
/// <param name="count">The number of limits.</param>
internal readonly struct GradientFactorShader(uint count, float limit) : IDeviceKernel<GradientFactorShader>
{
    public static KernelDescriptor Descriptor { get; } = new(
        "Limits of gradients",
        $$"""
        cbuffer Constants : register(b0)
        {
            uint count;
            float limit;
        };

        RWStructuredBuffer<float> norms : register(u0);

        [numthreads(64, 1, 1)]
        void main(uint3 id : SV_DispatchThreadID)
        {
            if (id.x >= count)
            {
                return;
            }

            // Sums of groups that did not run are zero.
            float sum = 0.0f;
            for (uint part = 1u; part <= {{GradientNorms.Parts}}u; part++)
            {
                sum += norms[id.x * {{GradientNorms.Stride}}u + part];
            }

            float norm = sqrt(sum);
            norms[id.x * {{GradientNorms.Stride}}u] = norm > limit ? limit / norm : 1.0f;
        }
        """,
        new(64),
        [new(DeviceMemory.GradientNorm)],
        2) { Operators = "Limits of gradients" };

    public GroupCount Groups => new(GroupCount.Of(count, 64));

    public KernelTraffic Traffic => new((long)count * GradientNorms.Parts * sizeof(float), (long)count * sizeof(float));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = count;
        constants[1] = BitConverter.SingleToUInt32Bits(limit);
    }
}
