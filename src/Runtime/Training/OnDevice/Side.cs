namespace Compiled;

/// <summary>Where the weights are that somebody reads or changes.</summary>
internal enum Side
{
    /// <summary>In the model's arena.</summary>
    Processor,

    /// <summary>In the memory of the model's device.</summary>
    Device,
}
