namespace Compiled.Devices;

/// <summary>Follow the regularised leader, as <see cref="Ftrl"/> has it on the processor.</summary>
internal readonly struct FtrlShader(WeightRange range, float power, float l1, float l2, float shrinkage) : IDeviceKernel<FtrlShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Ftrl",
        ["rate", "power", "l1", "l2", "shrinkage"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float weight = parameters[at] * keep;
            float sum = states[at];
            float nextSum = mad(gradient, gradient, sum);
            float root = sum > 0.0f ? (power == 0.5f ? sqrt(sum) : pow(sum, power)) : 0.0f;
            float nextRoot = nextSum > 0.0f ? (power == 0.5f ? sqrt(nextSum) : pow(nextSum, power)) : 0.0f;
            float total = states[stateStride + at] + mad(2.0f * shrinkage, weight, gradient) - (nextRoot - root) / rate * weight;
            states[at] = nextSum;
            states[stateStride + at] = total;
            float quadratic = nextRoot / rate + 2.0f * l2;

            // What lies between weights has no sum, and stays zero.
            parameters[at] = quadratic > 0.0f ? (clamp(total, -l1, l1) - total) / quadratic : 0.0f;
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(2);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, power, l1, l2, shrinkage);
}
