namespace Compiled.Devices;

/// <summary>Sums of squares, as <see cref="Adagrad"/> has them on the processor.</summary>
internal readonly struct AdagradShader(WeightRange range, float epsilon) : IDeviceKernel<AdagradShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Adagrad",
        ["rate", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float sum = mad(gradient, gradient, states[at]);
            states[at] = sum;
            parameters[at] = parameters[at] * keep - rate * gradient / sqrt(sum + epsilon);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(1);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, epsilon);
}
