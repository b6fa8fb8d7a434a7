namespace Compiled.Devices;

/// <summary>Gradient descent, as <see cref="SGD"/> has it on the processor.</summary>
internal readonly struct SGDShader(WeightRange range) : IDeviceKernel<SGDShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "SGD",
        ["rate"],
        """
        void Update(uint at)
        {
            parameters[at] = mad(Gradient(at), -rate, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(0);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate);
}

/// <summary>Gradient descent with momentum.</summary>
internal readonly struct MomentumShader(WeightRange range, float momentum, bool nesterov) : IDeviceKernel<MomentumShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "SGD with momentum",
        ["rate", "momentum", "nesterov"],
        """
        void Update(uint at)
        {
            float change = Gradient(at) * -rate;
            float velocity = mad(states[at], momentum, change);
            states[at] = velocity;
            parameters[at] = parameters[at] * keep + (nesterov != 0.0f ? mad(velocity, momentum, change) : velocity);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(1);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, momentum, nesterov ? 1 : 0);
}
