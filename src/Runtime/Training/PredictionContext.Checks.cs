namespace Compiled;

public sealed partial class PredictionContext
{
    private int SingleInput(ElementKind element, int values, int predictions)
    {
        ModelTables tables = _model.Tables;
        string model = _model.Schema.Name;
        if (tables.InputSpecs.Length != 1 || tables.PredictionSpecs.Length != 1)
        {
            throw new InvalidOperationException($"{model} has {tables.InputSpecs.Length} inputs and {tables.PredictionSpecs.Length} outputs; this form of Predict is for one of each. Give an array for each instead.");
        }

        TensorSpec input = tables.InputSpecs[0], output = tables.PredictionSpecs[0];
        if (input.Element != element)
        {
            throw new ArgumentException($"{model}: input {input} was given {(element == ElementKind.Float32 ? "floats" : "integers")}");
        }

        (int samples, int rest) = Math.DivRem(values, input.Length);
        if (rest != 0)
        {
            throw new ArgumentException($"{model}: {values} values are no multiple of the {input.Length} of one sample of input {input}");
        }

        if (predictions != (long)samples * output.Length)
        {
            throw new ArgumentException($"{model}: {samples} samples give {(long)samples * output.Length} values of output {output}, but there is room for {predictions}");
        }

        return samples;
    }

    private void CheckArrays(int samples, ReadOnlySpan<TensorData> inputs, ReadOnlySpan<float[]> predictions)
    {
        TensorSpec[] inputSpecs = _model.Tables.InputSpecs, outputSpecs = _model.Tables.PredictionSpecs;
        string model = _model.Schema.Name;
        if (inputs.Length != inputSpecs.Length || predictions.Length != outputSpecs.Length)
        {
            throw new ArgumentException($"{model} has {inputSpecs.Length} inputs and {outputSpecs.Length} outputs, but {inputs.Length} and {predictions.Length} arrays were given");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Element != inputSpecs[i].Element || inputs[i].Length != (long)samples * inputSpecs[i].Length)
            {
                throw new ArgumentException($"{model}: {samples} samples of input {inputSpecs[i]} are {(long)samples * inputSpecs[i].Length} values, but {inputs[i].Length} {(inputs[i].Element == ElementKind.Float32 ? "floats" : "integers")} were given");
            }
        }

        for (int i = 0; i < predictions.Length; i++)
        {
            if (predictions[i].Length != (long)samples * outputSpecs[i].Length)
            {
                throw new ArgumentException($"{model}: {samples} samples give {(long)samples * outputSpecs[i].Length} values of output {outputSpecs[i]}, but there is room for {predictions[i].Length}");
            }
        }
    }
}
