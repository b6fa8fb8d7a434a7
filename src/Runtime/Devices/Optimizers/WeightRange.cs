namespace Compiled.Devices;

/// <summary>Neighbouring weights in one step on a device: the same numbers that the processor's rules get.</summary>
/// <param name="First">The first element in the arenas.</param>
/// <param name="Length">In elements; what lies between weights is zero, and stays so.</param>
/// <param name="StateStride">From one state of the optimizer to the next.</param>
/// <param name="Clip">Which factor of <see cref="GradientNorms"/> the gradient has; <see cref="NoClip"/> for none.</param>
/// <param name="Limit">The largest absolute value of a gradient's element; 0 for no limit.</param>
/// <param name="Keep">The share of the weight that weight decay leaves.</param>
internal readonly record struct WeightRange(uint First, uint Length, uint StateStride, float LearningRate, uint Clip, float Limit, float Keep)
{
    /// <summary>The constants that every rule begins with.</summary>
    public const int ConstantCount = 6;

    /// <summary>No limit of a norm.</summary>
    public const uint NoClip = uint.MaxValue;

    /// <summary>The threads of a group of <see cref="Loop"/>.</summary>
    public const int Threads = 256;

    /// <summary>Above every rule: constants, and the gradient and the weight as the rule sees them.</summary>
    private static readonly string _operands = $$"""
        cbuffer Constants : register(b0)
        {
            uint first;
            uint length;
            uint stateStride;
            uint clip;
            float limit;
            float keep;
            CONSTANTS
        };

        RWStructuredBuffer<float> parameters : register(u0);
        RWStructuredBuffer<float> gradients : register(u1);
        RWStructuredBuffer<float> states : register(u2);
        RWStructuredBuffer<float> norms : register(u3);

        float Gradient(uint at)
        {
            float gradient = gradients[at];
            if (clip != 0xffffffffu)
            {
                gradient *= norms[clip * {{GradientNorms.Stride}}u];
            }

            return limit == 0.0f ? gradient : clamp(gradient, -limit, limit);
        }

        // Brings a state a share of the way toward a value.
        float Moved(uint state, float value, float share)
        {
            float moved = mad(value - states[state], share, states[state]);
            states[state] = moved;
            return moved;
        }

        """;

    /// <summary>Below every rule, which is a function <c>Update</c> of an element's place in the arenas: a thread an element of the range.</summary>
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
        _operands.Replace("CONSTANTS", string.Join("\n    ", constants.Select(constant => $"float {constant};")), StringComparison.Ordinal) + rule + Loop,
        new(Threads),
        [new(DeviceMemory.Parameters), new(DeviceMemory.Gradients), new(DeviceMemory.States), new(DeviceMemory.GradientNorm)],
        ConstantCount + constants.Length) { Operators = name };

    /// <summary>The groups of a rule.</summary>
    public GroupCount Groups => new(GroupCount.Of(Length, Threads));

    /// <summary>What a rule moves that remembers so many numbers of each weight.</summary>
    public KernelTraffic Traffic(int states) => new((2L + states) * Length * sizeof(float), (1L + states) * Length * sizeof(float));

    /// <summary>Writes the constants, the rule's own last.</summary>
    public void WriteConstants(Span<uint> constants, params ReadOnlySpan<float> own)
    {
        constants[0] = First;
        constants[1] = Length;
        constants[2] = StateStride;
        constants[3] = Clip;
        constants[4] = BitConverter.SingleToUInt32Bits(Limit);
        constants[5] = BitConverter.SingleToUInt32Bits(Keep);
        for (int i = 0; i < own.Length; i++)
        {
            constants[ConstantCount + i] = BitConverter.SingleToUInt32Bits(own[i]);
        }
    }
}
