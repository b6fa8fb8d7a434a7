namespace Compiled;

/// <summary>The mean of each window over a sequence, (batch, steps, channels), one channel at a time. What lies outside of the input is not counted. No weights.</summary>
/// <param name="poolSize">The window's size.</param>
public sealed class AveragePooling1DAttribute(int poolSize = 2) : PoolingDefinition([poolSize]);
