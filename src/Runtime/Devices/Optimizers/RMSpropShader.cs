namespace Compiled.Devices;

/// <summary>Running root mean squares, as <see cref="RMSprop"/> has them on the processor.</summary>
internal readonly struct RMSpropShader(WeightRange range, float rho, float momentum, float epsilon, bool centered) : IDeviceKernel<RMSpropShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "RMSprop",
        ["rate", "rho", "momentum", "epsilon", "centered"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float velocity = mad(rho, states[at], (1.0f - rho) * (gradient * gradient));
            states[at] = velocity;
            float denominator = velocity;
            uint next = stateStride;
            if (centered != 0.0f)
            {
                float average = mad(rho, states[next + at], (1.0f - rho) * gradient);
                states[next + at] = average;
                denominator -= average * average;
                next += stateStride;
            }

            float change = rate * gradient / sqrt(denominator + epsilon);
            if (momentum > 0.0f)
            {
                change = mad(momentum, states[next + at], change);
                states[next + at] = change;
            }

            parameters[at] = parameters[at] * keep - change;
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(1 + (centered ? 1 : 0) + (momentum > 0 ? 1 : 0));

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, rho, momentum, epsilon, centered ? 1 : 0);
}
