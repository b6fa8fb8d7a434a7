using System.Collections.Immutable;

namespace Compiled;

/// <summary>Samples from series in time: windows with what comes after them. Nothing is copied but what is read.</summary>
public static class TimeSeries
{
    /// <summary>Windows over one value a time, with the values that follow.</summary>
    /// <param name="series">One value a time; not copied.</param>
    /// <param name="options">How the windows are cut.</param>
    /// <returns>Inputs (Length, 1); targets (TargetLength), or (Length, 1) with a target for every step.</returns>
    /// <exception cref="ArgumentException">The series is too short for one window, or an option is out of range; the message has the numbers.</exception>
    public static Dataset Windows(ReadOnlyMemory<float> series, WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Columns values = new(series, 1);
        return Create(values, values, options, leastHorizon: 1);
    }

    /// <summary>Windows over several features a time, with the features that follow.</summary>
    /// <param name="series">Times by features.</param>
    /// <param name="options">How the windows are cut, and which features are inputs and targets.</param>
    /// <returns>Inputs (Length, features); targets (TargetLength, features), or (TargetLength · features) where one of these is 1; (Length, features) with a target for every step.</returns>
    /// <inheritdoc cref="Windows(ReadOnlyMemory{float}, WindowOptions)"/>
    public static Dataset Windows(float[,] series, WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Columns values = Columns.Of(series);
        return Create(values, values, options, leastHorizon: 1);
    }

    /// <summary>
    /// Windows over features, with targets from another series of the same times: row t of both belongs to time t, and a window is given the targets from
    /// <see cref="WindowOptions.Horizon"/> after its last step.
    /// </summary>
    /// <param name="series">Times by features.</param>
    /// <param name="targets">As many times by target features.</param>
    /// <param name="options">How the windows are cut.</param>
    /// <inheritdoc cref="Windows(float[,], WindowOptions)"/>
    public static Dataset Windows(float[,] series, float[,] targets, WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Columns values = Columns.Of(series);
        Columns targetValues = Columns.Of(targets);
        return values.Times == targetValues.Times
            ? Create(values, targetValues, options, leastHorizon: 0)
            : throw new ArgumentException($"The series has {Wording.Count(values.Times, "time")}, but its targets have {targetValues.Times}.", nameof(targets));
    }

    private static Dataset Create(Columns series, Columns targets, WindowOptions options, int leastHorizon)
    {
        options.Validate(leastHorizon, series.Times);
        ImmutableArray<int> inputColumns = series.Chosen(options.InputColumns, nameof(WindowOptions.InputColumns));
        ImmutableArray<int> targetColumns = targets.Chosen(options.TargetColumns, nameof(WindowOptions.TargetColumns));

        long span = options.Reach + options.TargetLength;
        int available = (options.End ?? series.Times) - options.Start;
        if (span > available)
        {
            throw new ArgumentException($"A window and its target take {Wording.Count(span, "time")}, but there are {available}.", nameof(options));
        }

        bool flat = !options.EveryStep && (targetColumns.Length == 1 || options.TargetLength == 1);
        ImmutableArray<int> targetShape = options.EveryStep ? [options.Length, targetColumns.Length] : flat ? [options.TargetLength * targetColumns.Length] : [options.TargetLength, targetColumns.Length];
        return new FunctionDataset(
            (int)((available - span) / options.Stride) + 1,
            [new TensorSpec("window", [options.Length, inputColumns.Length])],
            [new TensorSpec("target", targetShape)],
            (index, sample) =>
            {
                int first = options.Start + (index * options.Stride);
                series.Copy(first, options.SamplingRate, inputColumns, sample.Input());
                (int target, int rate) = options.EveryStep ? (first + options.Horizon, options.SamplingRate) : (first + (int)options.Reach, 1);
                targets.Copy(target, rate, targetColumns, sample.Target());
            },
            new((long)options.Length * options.SamplingRate, options.Stride));
    }

    /// <summary>Times by features.</summary>
    private sealed record Columns(ReadOnlyMemory<float> Values, int Count)
    {
        public int Times => Count == 0 ? 0 : Values.Length / Count;

        public static Columns Of(float[,] values)
        {
            ArgumentNullException.ThrowIfNull(values);
            TensorData flat = values;
            return new(flat.Floats, values.GetLength(1));
        }

        public ImmutableArray<int> Chosen(ImmutableArray<int> columns, string name)
        {
            if (columns.IsDefaultOrEmpty)
            {
                return [.. Enumerable.Range(0, Count)];
            }

            foreach (int column in columns)
            {
                if ((uint)column >= (uint)Count)
                {
                    throw new ArgumentOutOfRangeException(name, column, $"The series has {Wording.Count(Count, "feature")}, from 0.");
                }
            }

            return columns;
        }

        public void Copy(int time, int stride, ImmutableArray<int> columns, Span<float> destination)
        {
            ReadOnlySpan<float> values = Values.Span;
            for (int i = 0; i < destination.Length; time += stride)
            {
                ReadOnlySpan<float> row = values.Slice(time * Count, Count);
                foreach (int column in columns)
                {
                    destination[i++] = row[column];
                }
            }
        }
    }
}
