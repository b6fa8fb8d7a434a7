using Compiled.Devices;

namespace Compiled;

public abstract partial class Optimizer
{
    /// <summary>The most floats that lie between two weights of the arena: both are then one range.</summary>
    private const int LargestGap = 16;

    /// <summary>What is remembered of all weights, as a device keeps it: one arena for each state; empty where nothing is remembered.</summary>
    internal Span<float> StateValues
    {
        get
        {
            Prepare();
            return _states!.Span(0, checked((int)_states.Length));
        }
    }

    /// <summary>Records a step: the twin of <see cref="Update(float*, float*, Kernels.Workers)"/>, by the same rule with the same numbers.</summary>
    /// <exception cref="NotSupportedException">The optimizer, one of its limits or a constraint of a weight has no kernel for devices.</exception>
    internal void Record(CommandList commands, BufferTable buffers)
    {
        ThrowIfNotForDevices();
        BeginStep();
        WeightRange? open = null;
        foreach (Segment segment in _segments)
        {
            WeightRange range = Range(segment);
            if (open is { } before && CanJoin(before, range))
            {
                range = before with { Length = range.First + range.Length - before.First };
            }
            else if (open is { } ended)
            {
                Record(commands, buffers, in ended);
            }

            open = range;
        }

        if (open is { } last)
        {
            Record(commands, buffers, in last);
        }

        Iterations++;
    }

    /// <summary>Records the rule for a range of weights.</summary>
    private protected virtual void Record(CommandList commands, BufferTable buffers, in WeightRange range) => throw new NotSupportedException($"{Name} has no kernel for devices; SGD, Adam and AdamW have");

    private static bool CanJoin(WeightRange before, WeightRange range) =>
        range.First - (before.First + before.Length) < LargestGap && range == before with { First = range.First, Length = range.Length };

    private WeightRange Range(Segment segment)
    {
        float rate = _rates[segment.Group];
        return new(
            checked((uint)segment.Parameter.Offset),
            (uint)segment.Parameter.Length,
            checked((uint)_model!.Schema.ParameterLength),
            rate,
            Scale: 1,
            ClipValue ?? 0,
            segment.Decays && WeightDecay is { } decay ? 1 - (decay * rate) : 1);
    }

    private void ThrowIfNotForDevices()
    {
        if (ClipNorm is not null || GlobalClipNorm is not null)
        {
            throw new NotSupportedException($"{Name}: limits of a gradient's norm have no kernel for devices; ClipValue has");
        }

        foreach (Segment segment in _segments)
        {
            if (segment.Parameter.Constraint is not null)
            {
                throw new NotSupportedException($"{_model!.Schema.Name}: the constraint of {segment.Parameter.Name} has no kernel for devices");
            }
        }
    }
}
