using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// How windows are cut out of a series. With t the time of a window's last step, its target is what comes at t + <see cref="Horizon"/>: never in the window,
/// always after it.
/// </summary>
public sealed record WindowOptions
{
    /// <summary>The steps of a window.</summary>
    public required int Length { get; init; }

    /// <summary>How far a window begins after the one before (Keras's <c>sequence_stride</c>).</summary>
    public int Stride { get; init; } = 1;

    /// <summary>How far the steps of a window lie apart (Keras's <c>sampling_rate</c>).</summary>
    public int SamplingRate { get; init; } = 1;

    /// <summary>
    /// How far after the window's last step its target lies. It is at least 1; where the targets are a series of their own, 0 is allowed: the target belongs
    /// to the last step itself.
    /// </summary>
    public int Horizon { get; init; } = 1;

    /// <summary>How many times, one after the other, are the target.</summary>
    public int TargetLength { get; init; } = 1;

    /// <summary>
    /// Whether every step has a target, the value <see cref="Horizon"/> times after it, and not the last step alone: targets (Length, features).
    /// <see cref="TargetLength"/> is 1 then.
    /// </summary>
    public bool EveryStep { get; init; }

    /// <summary>The features that are inputs; empty for all.</summary>
    public ImmutableArray<int> InputColumns { get; init; } = [];

    /// <summary>The features that are targets; empty for all.</summary>
    public ImmutableArray<int> TargetColumns { get; init; } = [];

    /// <summary>The first time that windows may use.</summary>
    public int Start { get; init; }

    /// <summary>The time before which windows and targets end; null for the end of the series.</summary>
    public int? End { get; init; }

    /// <summary>From a window's first step to its target.</summary>
    internal long Reach => ((Length - 1L) * SamplingRate) + Horizon;

    /// <summary>
    /// The options of a training part that knows nothing from <paramref name="cut"/> on, and of a test part whose first target is at the cut: what is forecast
    /// was never seen, and what came before may be looked at.
    /// </summary>
    /// <param name="cut">A time; scalers are fitted to what is before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no whole window before the cut.</exception>
    public (WindowOptions Train, WindowOptions Test) Split(int cut)
        => cut - Reach >= Start && cut <= (End ?? int.MaxValue)
            ? (this with { End = cut }, this with { Start = (int)(cut - (EveryStep ? Horizon : Reach)) })
            : throw new ArgumentOutOfRangeException(nameof(cut), cut, $"A window before the cut needs {Reach} times from {Start} on, and the cut is not after the end.");

    internal void Validate(int leastHorizon, int times)
    {
        CheckAtLeast(Length, 1, nameof(Length));
        CheckAtLeast(Stride, 1, nameof(Stride));
        CheckAtLeast(SamplingRate, 1, nameof(SamplingRate));
        CheckAtLeast(Horizon, leastHorizon, nameof(Horizon));
        CheckAtLeast(TargetLength, 1, nameof(TargetLength));
        CheckAtLeast(Start, 0, nameof(Start));
        if (EveryStep && TargetLength != 1)
        {
            throw new ArgumentOutOfRangeException(nameof(TargetLength), TargetLength, "With a target for every step, the TargetLength is 1.");
        }

        if (End is { } end && (end < Start || end > times))
        {
            throw new ArgumentOutOfRangeException(nameof(End), end, $"The end is between the start, {Start}, and the number of times, {times}.");
        }
    }

    private static void CheckAtLeast(int value, int least, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");
        }
    }
}
