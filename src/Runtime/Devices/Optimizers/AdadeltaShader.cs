namespace Compiled.Devices;

/// <summary>Steps in the unit of the weights, as <see cref="Adadelta"/> has them on the processor.</summary>
internal readonly struct AdadeltaShader(WeightRange range, float rho, float epsilon) : IDeviceKernel<AdadeltaShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Adadelta",
        ["rate", "rho", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float squares = mad(rho, states[at], (1.0f - rho) * (gradient * gradient));
            float past = states[stateStride + at];
            float change = sqrt(past + epsilon) * gradient / sqrt(squares + epsilon);
            states[at] = squares;
            states[stateStride + at] = mad(rho, past, (1.0f - rho) * (change * change));
            parameters[at] = mad(-rate, change, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(2);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, range.LearningRate, rho, epsilon);
}
