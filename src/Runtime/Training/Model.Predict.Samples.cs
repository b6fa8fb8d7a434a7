namespace Compiled;

/// <content>What the generated prediction of several inputs or outputs checks.</content>
public abstract partial class Model
{
    /// <summary>The number of samples that spans of these lengths hold.</summary>
    /// <param name="inputLengths">The length of each input's span, in the model's order.</param>
    /// <param name="predictionLengths">The length of each output's span.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, the inputs hold different numbers of samples, or the predictions do not fit.</exception>
    protected int CountSamples(ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> predictionLengths)
    {
        int samples = -1;
        for (int i = 0; i < inputLengths.Length; i++)
        {
            TensorSpec spec = Tables.InputSpecs[i];
            string name = Schema.Inputs[i].Name;
            if (inputLengths[i] % spec.Length != 0)
            {
                throw new ArgumentException($"{Schema.Name}: input {name} holds {inputLengths[i]} values, which is no whole number of samples of {spec.Length}");
            }

            int count = inputLengths[i] / spec.Length;
            if (samples >= 0 && count != samples)
            {
                throw new ArgumentException($"{Schema.Name}: input {name} holds {count} samples, but {Schema.Inputs[0].Name} holds {samples}");
            }

            samples = count;
        }

        for (int i = 0; i < predictionLengths.Length; i++)
        {
            long needed = (long)samples * Tables.PredictionSpecs[i].Length;
            if (predictionLengths[i] != needed)
            {
                throw new ArgumentException($"{Schema.Name}: the span for output {Schema.Outputs[i].Name} has room for {predictionLengths[i]} values, but {samples} samples give {needed}");
            }
        }

        return samples;
    }
}
