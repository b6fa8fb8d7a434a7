namespace Compiled;

/// <summary>The mean of each window over volumes, (batch, depth, height, width, channels), one channel at a time. What lies outside of the input is not counted. No weights.</summary>
/// <param name="poolSize">The window's size: one number for all spatial axes, or one for each; 2 if left out.</param>
public sealed class AveragePooling3DAttribute(params int[] poolSize) : PoolingDefinition(poolSize);
