namespace Compiled.Devices;

/// <summary>What changes from one run of a program to the next.</summary>
/// <param name="Batch">The number of samples.</param>
/// <param name="Seed">The seed of the model's random numbers.</param>
/// <param name="Step">The number of training steps done before: with the seed, the state of all randomness.</param>
/// <param name="Length">The number of steps of the sequences, where a model takes any.</param>
public readonly record struct StepConstants(uint Batch, ulong Seed, ulong Step, uint Length = 0)
{
    /// <summary>The lower half of the seed.</summary>
    public uint SeedLow => (uint)Seed;

    /// <summary>The upper half of the seed.</summary>
    public uint SeedHigh => (uint)(Seed >> 32);

    /// <summary>The lower half of the step.</summary>
    public uint StepLow => (uint)Step;

    /// <summary>The upper half of the step.</summary>
    public uint StepHigh => (uint)(Step >> 32);
}
