namespace Peers;

/// <summary>What one layer costs for one sample.</summary>
/// <param name="MultiplyAdds">
/// Multiply-adds of its products, by their definition; what is done to single values is not counted. Minimal filtering does a convolution with
/// fewer, and predictions keep the products of an embedding's rows, so that their share of the machine's peak may pass the whole.
/// </param>
/// <param name="Weights">The weights it reads, biases included.</param>
/// <param name="Outputs">The values it writes.</param>
/// <param name="Steps">How often it reads its weights, one time after the other.</param>
internal readonly record struct LayerCost(long MultiplyAdds, long Weights, long Outputs, long Steps = 1)
{
    public static LayerCost Dense(long inputs, long units) => new(inputs * units, (inputs + 1) * units, units);

    /// <summary>A convolution whose output has so many rows and columns.</summary>
    public static LayerCost Convolution(long size, long window, long channels, long filters) =>
        new(size * size * window * window * channels * filters, ((window * window * channels) + 1) * filters, size * size * filters);

    /// <summary>The products of all steps' inputs with the kernel of a recurrent layer.</summary>
    public static LayerCost StepInputs(long steps, long features, long gates, long units) =>
        new(steps * features * gates * units, (features + 1) * gates * units, steps * gates * units);

    /// <summary>The products of the states with the recurrent kernel, one a step.</summary>
    public static LayerCost StepStates(long steps, long gates, long units) =>
        new(steps * units * gates * units, units * gates * units, steps * units, steps);

    /// <summary>Rows of a table: they are read, nothing is multiplied.</summary>
    public static LayerCost Rows(long count, long width) => new(0, count * width, count * width);
}
