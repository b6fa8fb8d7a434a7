namespace Compiled.Devices;

/// <summary>Moments with the infinity norm, as <see cref="Adamax"/> has them on the processor.</summary>
/// <param name="rate">With the correction of the step.</param>
internal readonly struct AdamaxShader(WeightRange range, float rate, float beta1, float beta2, float epsilon) : IDeviceKernel<AdamaxShader>
{
    public static KernelDescriptor Descriptor { get; } = WeightRange.Describe(
        "Adamax",
        ["rate", "toward1", "beta2", "epsilon"],
        """
        void Update(uint at)
        {
            float gradient = Gradient(at);
            float momentum = Moved(at, gradient, toward1);
            float norm = max(beta2 * states[stateStride + at], abs(gradient));
            states[stateStride + at] = norm;
            parameters[at] = mad(momentum / (norm + epsilon), -rate, parameters[at] * keep);
        }

        """);

    public GroupCount Groups => range.Groups;

    public KernelTraffic Traffic => range.Traffic(2);

    public void WriteConstants(Span<uint> constants) => range.WriteConstants(constants, rate, 1 - beta1, beta2, epsilon);
}
