namespace Compiled;

/// <summary>The largest value of each window over images, (batch, height, width, channels), one channel at a time. What lies outside of the input takes no part. No weights.</summary>
/// <param name="poolSize">The window's size: one number for all spatial axes, or one for each; 2 if left out.</param>
public sealed class MaxPooling2DAttribute(params int[] poolSize) : PoolingDefinition(poolSize);
