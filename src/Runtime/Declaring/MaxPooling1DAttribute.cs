namespace Compiled;

/// <summary>The largest value of each window over a sequence, (batch, steps, channels), one channel at a time. What lies outside of the input takes no part. No weights.</summary>
/// <param name="poolSize">The window's size.</param>
public sealed class MaxPooling1DAttribute(int poolSize = 2) : PoolingDefinition([poolSize]);
