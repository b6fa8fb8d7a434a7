namespace Compiled;

/// <content>What the generated prediction of several inputs or outputs checks.</content>
public abstract partial class Model
{
    /// <summary>The number of samples that spans of these lengths hold.</summary>
    /// <param name="inputLengths">The length of each input's span, in the model's order.</param>
    /// <param name="predictionLengths">The length of each output's span.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, the inputs hold different numbers of samples, or the predictions do not fit.</exception>
    protected int CountSamples(ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> predictionLengths) => CountSamples(inputLengths, predictionLengths, out _);

    /// <summary>The number of samples that spans of these lengths hold, and the number of steps of their sequences; where no span of fixed size tells, it is one sample.</summary>
    /// <param name="length">The steps of each sequence; 0 for a model of fixed sizes.</param>
    /// <inheritdoc cref="CountSamples(ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    protected int CountSamples(ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> predictionLengths, out int length)
    {
        ModelTables tables = TablesFor(inputLengths, predictionLengths, Tables.PredictionSpecs);
        length = tables.SequenceLength;
        int samples = -1;
        for (int i = 0; i < inputLengths.Length; i++)
        {
            TensorSpec spec = tables.InputSpecs[i];
            if (inputLengths[i] % spec.Length != 0)
            {
                throw new ArgumentException($"{Schema.Name}: input {spec} takes {Wording.Count(spec.Length, "value")} a sample; {inputLengths[i]} is no multiple of that");
            }

            int count = inputLengths[i] / spec.Length;
            if (samples >= 0 && count != samples)
            {
                throw new ArgumentException($"{Schema.Name}: input {spec} has {Wording.Count(count, "sample")}, but {tables.InputSpecs[0]} has {samples}");
            }

            samples = count;
        }

        for (int i = 0; i < predictionLengths.Length; i++)
        {
            long needed = (long)samples * tables.PredictionSpecs[i].Length;
            if (predictionLengths[i] != needed)
            {
                throw new ArgumentException($"{Schema.Name}: output {tables.PredictionSpecs[i]} gives {Wording.Count(needed, "value")} for {Wording.Count(samples, "sample")}, but there is room for {predictionLengths[i]}");
            }
        }

        return samples;
    }
}
