namespace Compiled.Devices;

/// <summary>Steps by the sign of the momentum, as <see cref="Lion"/> has them on the processor.</summary>
internal readonly struct LionShader(WeightRange range, float beta1, float beta2) : IDeviceKernel<LionShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Lion",
        ["rate", "beta1", "beta2"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float direction = mad(states[at], beta1, gradient * (1.0f - beta1));
            states[at] = mad(states[at], beta2, gradient * (1.0f - beta2));
            float change = direction > 0.0f ? -rate : (direction < 0.0f ? rate : 0.0f);
            parameters[at] = parameters[at] * keep + change;
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(1);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, beta1, beta2);
}
