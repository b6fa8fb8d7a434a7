namespace Compiled.Devices;

/// <summary>Adaptive moments, as <see cref="Adam"/> has them on the processor.</summary>
/// <param name="rate">With the corrections of the step.</param>
internal readonly struct AdamShader(WeightRange range, float rate, float beta1, float beta2, float epsilon) : IDeviceKernel<AdamShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Adam",
        ["rate", "toward1", "toward2", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float momentum = Moved(at, gradient, toward1);
            float velocity = Moved(stateStride + at, gradient * gradient, toward2);
            parameters[at] = mad(momentum / (sqrt(velocity) + epsilon), -rate, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(2);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, rate, 1 - beta1, 1 - beta2, epsilon);
}

/// <summary>Adaptive moments with the largest second moment so far.</summary>
/// <param name="rate">With the corrections of the step.</param>
internal readonly struct AMSGradShader(WeightRange range, float rate, float beta1, float beta2, float epsilon) : IDeviceKernel<AMSGradShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "AMSGrad",
        ["rate", "toward1", "toward2", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float momentum = Moved(at, gradient, toward1);
            float velocity = Moved(stateStride + at, gradient * gradient, toward2);
            float largest = max(states[2u * stateStride + at], velocity);
            states[2u * stateStride + at] = largest;
            parameters[at] = mad(momentum / (sqrt(largest) + epsilon), -rate, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(3);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, rate, 1 - beta1, 1 - beta2, epsilon);
}
