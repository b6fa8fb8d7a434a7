namespace Compiled.Devices;

/// <summary>Holds weights to zero and above, as <see cref="Constraint.NonNeg"/> does on the processor.</summary>
internal readonly struct NonNegShader(uint first, uint length) : IDeviceKernel<NonNegShader>
{
    public static KernelDescriptor Descriptor { get; } = new(
        "NonNeg",
        """
        cbuffer Constants : register(b0)
        {
            uint first;
            uint length;
        };

        RWStructuredBuffer<float> parameters : register(u0);

        void Update(uint at)
        {
            parameters[at] = parameters[at] < 0.0f ? 0.0f : parameters[at];
        }

        """ + WeightRange.Loop,
        new(WeightRange.Threads),
        [new(DeviceMemory.Parameters)],
        2) { Operators = "NonNeg" };

    public GroupCount Groups => new(GroupCount.Of(length, WeightRange.Threads));

    public KernelTraffic Traffic => new((long)length * sizeof(float), (long)length * sizeof(float));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = first;
        constants[1] = length;
    }
}

/// <summary>Brings the norms of a weight's columns between two bounds, as the constraints of norms do on the processor.</summary>
internal readonly struct ColumnNormShader(uint first, uint rows, uint columns, float minimum, float maximum, float rate) : IDeviceKernel<ColumnNormShader>
{
    private const int Columns = 32, Lanes = 8;

    public static KernelDescriptor Descriptor { get; } = new(
        "Norms of columns",
        """
        cbuffer Constants : register(b0)
        {
            uint first;
            uint rows;
            uint columns;
            float minimum;
            float maximum;
            float rate;
        };

        RWStructuredBuffer<float> parameters : register(u0);

        groupshared float sums[256];

        [numthreads(32, 8, 1)]
        void main(uint3 group : SV_GroupID, uint3 thread : SV_GroupThreadID)
        {
            uint stride = min((columns + 31u) / 32u, 65535u) * 32u;
            for (uint start = group.x * 32u; start < columns; start += stride)
            {
                uint column = start + thread.x;
                float sum = 0.0f;
                uint end = column < columns ? rows : 0u;
                for (uint row = thread.y; row < end; row += 8u)
                {
                    float value = parameters[first + row * columns + column];
                    sum = mad(value, value, sum);
                }

                sums[thread.y * 32u + thread.x] = sum;
                GroupMemoryBarrierWithGroupSync();
                float total = 0.0f;
                for (uint lane = 0u; lane < 8u; lane++)
                {
                    total += sums[lane * 32u + thread.x];
                }

                float norm = sqrt(total);
                float wanted = rate * clamp(norm, minimum, maximum) + (1.0f - rate) * norm;
                float factor = wanted / (1e-7f + norm);
                for (uint again = thread.y; again < end; again += 8u)
                {
                    parameters[first + again * columns + column] *= factor;
                }

                GroupMemoryBarrierWithGroupSync();
            }
        }
        """,
        new(Columns, Lanes),
        [new(DeviceMemory.Parameters)],
        6) { Operators = "Norms of columns" };

    public GroupCount Groups => new(GroupCount.Of(columns, Columns));

    public KernelTraffic Traffic => new((long)rows * columns * sizeof(float), (long)rows * columns * sizeof(float));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = first;
        constants[1] = rows;
        constants[2] = columns;
        constants[3] = BitConverter.SingleToUInt32Bits(minimum);
        constants[4] = BitConverter.SingleToUInt32Bits(maximum);
        constants[5] = BitConverter.SingleToUInt32Bits(rate);
    }
}
