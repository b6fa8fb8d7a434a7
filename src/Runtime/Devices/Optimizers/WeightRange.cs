namespace Compiled.Devices;

/// <summary>Neighbouring weights in one step on a device: the same numbers that the processor's rules get.</summary>
/// <param name="First">The first element in the arenas.</param>
/// <param name="Length">In elements; what lies between weights is zero, and stays so.</param>
/// <param name="StateStride">From one state of the optimizer to the next.</param>
/// <param name="Scale">The factor of the gradient.</param>
/// <param name="Limit">The largest absolute value of a gradient's element; 0 for no limit.</param>
/// <param name="Keep">The share of the weight that weight decay leaves.</param>
internal readonly record struct WeightRange(uint First, uint Length, uint StateStride, float LearningRate, float Scale, float Limit, float Keep)
{
    /// <summary>The constants that every rule begins with.</summary>
    public const int ConstantCount = 6;

    private const int Threads = 256;

    /// <summary>Above every rule: constants, and the gradient and the weight as the rule sees them.</summary>
    public const string Operands = """
        cbuffer Constants : register(b0)
        {
            uint first;
            uint length;
            uint stateStride;
            float scale;
            float limit;
            float keep;
            CONSTANTS
        };

        RWStructuredBuffer<float> parameters : register(u0);
        RWStructuredBuffer<float> gradients : register(u1);
        RWStructuredBuffer<float> states : register(u2);

        float Gradient(uint at)
        {
            float gradient = gradients[at] * scale;
            return limit == 0.0f ? gradient : clamp(gradient, -limit, limit);
        }

        """;

    /// <summary>Below every rule, which is a function <c>Update</c> of an element's place in the arenas: a thread an element.</summary>
    public const string Loop = """

        [numthreads(256, 1, 1)]
        void main(uint3 id : SV_DispatchThreadID)
        {
            uint stride = min((length + 255u) / 256u, 65535u) * 256u;
            for (uint index = id.x; index < length; index += stride)
            {
                Update(first + index);
            }
        }
        """;

    /// <summary>A rule as a kernel.</summary>
    /// <param name="constants">The rule's own constants, all floats.</param>
    public static KernelDescriptor Describe(string name, string[] constants, string rule) => new(
        name,
        Operands.Replace("CONSTANTS", string.Join("\n    ", constants.Select(constant => $"float {constant};")), StringComparison.Ordinal) + rule + Loop,
        new(Threads),
        [new(DeviceMemory.Parameters), new(DeviceMemory.Gradients), new(DeviceMemory.States)],
        ConstantCount + constants.Length);

    /// <summary>The groups of a rule.</summary>
    public GroupCount Groups => new(GroupCount.Of(Length, Threads));

    /// <summary>Writes the constants, the rule's own last.</summary>
    public void WriteConstants(Span<uint> constants, params ReadOnlySpan<float> own)
    {
        constants[0] = First;
        constants[1] = Length;
        constants[2] = StateStride;
        constants[3] = BitConverter.SingleToUInt32Bits(Scale);
        constants[4] = BitConverter.SingleToUInt32Bits(Limit);
        constants[5] = BitConverter.SingleToUInt32Bits(Keep);
        for (int i = 0; i < own.Length; i++)
        {
            constants[ConstantCount + i] = BitConverter.SingleToUInt32Bits(own[i]);
        }
    }
}
