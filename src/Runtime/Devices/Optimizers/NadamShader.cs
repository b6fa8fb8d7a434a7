namespace Compiled.Devices;

/// <summary>Moments with Nesterov's momentum, as <see cref="Nadam"/> has them on the processor.</summary>
internal readonly struct NadamShader(WeightRange range, float momentumFactor, float gradientFactor, float velocityFactor, float beta1, float beta2, float epsilon) : IDeviceKernel<NadamShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Nadam",
        ["rate", "momentumFactor", "gradientFactor", "velocityFactor", "toward1", "toward2", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float momentum = Moved(at, gradient, toward1);
            float velocity = Moved(stateStride + at, gradient * gradient, toward2);
            float ahead = mad(momentum, momentumFactor, gradient * gradientFactor);
            parameters[at] = mad(ahead / (sqrt(velocity * velocityFactor) + epsilon), -rate, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(2);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, momentumFactor, gradientFactor, velocityFactor, 1 - beta1, 1 - beta2, epsilon);
}
