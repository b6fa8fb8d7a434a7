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

    /// <summary>The elements of <see cref="DeviceMemory.GradientNorm"/> that a step needs.</summary>
    internal long NormLength => (long)Limits * GradientNorms.Stride;

    /// <summary>How many norms are limited.</summary>
    private int Limits => GlobalClipNorm is not null ? 1 : ClipNorm is not null ? _segments.Length : 0;

    /// <summary>Records a step: the twin of <see cref="Update(float*, float*, Kernels.Workers, Kernels.GradientRows*)"/>, by the same rule with the same numbers.</summary>
    internal void Record(CommandList commands, BufferTable buffers)
    {
        BeginStep();
        RecordLimits(commands, buffers);
        WeightRange? open = null;
        for (int i = 0; i < _segments.Length; i++)
        {
            WeightRange range = Range(i);
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

        RecordConstraints(commands, buffers);
    }

    /// <summary>Counts a step that a device was given.</summary>
    internal void Advance() => Iterations++;

    /// <summary>Counts anew from a step whose memory came back from a device.</summary>
    internal void GoBackTo(long iterations) => Iterations = iterations;

    /// <summary>Records the rule for a range of weights.</summary>
    private protected abstract void Record(CommandList commands, BufferTable buffers, in WeightRange range);

    private static bool CanJoin(WeightRange before, WeightRange range) =>
        range.First - (before.First + before.Length) < LargestGap && range == before with { First = range.First, Length = range.Length };

    private WeightRange Range(int index)
    {
        Segment segment = _segments[index];
        float rate = _rates[segment.Group];
        return new(
            First(segment),
            (uint)segment.Parameter.Length,
            checked((uint)_model!.Schema.ParameterLength),
            rate,
            GlobalClipNorm is not null ? 0 : ClipNorm is not null ? (uint)index : WeightRange.NoClip,
            ClipValue ?? 0,
            segment.Decays && WeightDecay is { } decay ? 1 - (decay * rate) : 1);
    }

    private static uint First(Segment segment) => checked((uint)segment.Parameter.Offset);

    private void RecordLimits(CommandList commands, BufferTable buffers)
    {
        if ((GlobalClipNorm ?? ClipNorm) is not { } limit || _segments.Length == 0)
        {
            return;
        }

        if (GlobalClipNorm is not null)
        {
            // What no weight is trained by is zero in the arena of gradients.
            commands.Dispatch(new GradientSquaresShader(0, checked((uint)_model!.Schema.ParameterLength), 0), buffers);
        }
        else
        {
            for (int i = 0; i < _segments.Length; i++)
            {
                commands.Dispatch(new GradientSquaresShader(First(_segments[i]), (uint)_segments[i].Parameter.Length, (uint)i), buffers);
            }
        }

        commands.Barrier();
        commands.Dispatch(new GradientFactorShader((uint)Limits, limit), buffers);
        commands.Barrier();
    }

    private void RecordConstraints(CommandList commands, BufferTable buffers)
    {
        bool isFirst = true;
        foreach (Segment segment in _segments)
        {
            if (segment.Parameter.Constraint is not { Kind: not Constraint.None } constraint)
            {
                continue;
            }

            if (isFirst)
            {
                commands.Barrier();
                isFirst = false;
            }

            uint length = (uint)segment.Parameter.Length;
            if (constraint.Kind == Constraint.NonNeg)
            {
                commands.Dispatch(new NonNegShader(First(segment), length), buffers);
            }
            else
            {
                (float minimum, float maximum, float rate) = WeightConstraints.Bounds(constraint);
                uint columns = (uint)WeightConstraints.Columns(segment.Parameter.Shape);
                commands.Dispatch(new ColumnNormShader(First(segment), length / columns, columns, minimum, maximum, rate), buffers);
            }
        }
    }
}
