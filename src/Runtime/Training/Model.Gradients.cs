namespace Compiled;

public abstract unsafe partial class Model
{
    /// <summary>The gradient of a batch's loss with respect to each input, without training: weights, moving statistics, states of layers and the step count stay.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <returns>For each input as many floats as the batch has values of it; none for integer inputs.</returns>
    /// <exception cref="InvalidOperationException">The model computes none: its <c>[Model]</c> lacks <c>InputGradients = true</c>, or a loss.</exception>
    /// <inheritdoc cref="TrainOnBatch(Batch)"/>
    public float[][] InputGradients(Batch batch)
    {
        CheckHasInputGradients();
        using SessionScope session = EnterSession("differentiate");
        return Differentiate(batch, results => ReadInputGradients(results, batch.Count));
    }

    /// <summary>The gradient of the loss with respect to samples of a model with one floating-point input and one output with floating-point targets, without training.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="y">Their targets, one behind the other.</param>
    /// <returns>As many floats as there are in <paramref name="x"/>.</returns>
    /// <inheritdoc cref="InputGradients(Batch)"/>
    public float[] InputGradients(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        CheckHasInputGradients();
        using SessionScope session = EnterSession("differentiate");
        Batch batch = Fill(x, y, default);
        return Differentiate(batch, results => ReadInputGradients(results, batch.Count))[0];
    }

    /// <summary>The gradient of the loss with respect to samples of a model with one floating-point input and one output with class labels, without training.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <returns>As many floats as there are in <paramref name="x"/>.</returns>
    /// <inheritdoc cref="InputGradients(Batch)"/>
    public float[] InputGradients(ReadOnlySpan<float> x, ReadOnlySpan<int> labels)
    {
        CheckHasInputGradients();
        using SessionScope session = EnterSession("differentiate");
        Batch batch = Fill(x, labels, default);
        return Differentiate(batch, results => ReadInputGradients(results, batch.Count))[0];
    }

    /// <summary>The gradient of a batch's loss with respect to each weight, without training; zero for those that are not trained.</summary>
    internal float[][] WeightGradients(Batch batch)
    {
        using SessionScope session = EnterSession("differentiate");
        return Differentiate(batch, _ => Schema.Parameters
            .Select(parameter => parameter.IsTrainable ? new ReadOnlySpan<float>(Session.Gradients.Address + parameter.Offset, parameter.Length).ToArray() : new float[parameter.Length])
            .ToArray());
    }

    private float[][] Differentiate(Batch batch, Func<ResultMemory, float[][]> read)
    {
        CheckBatch(batch);
        _arena.EnterWrite(Schema.Name, "differentiate");
        try
        {
            // The training program moves statistics; they are put back. States of layers stay, as nothing is committed.
            ParameterSchema[] moving = [.. Schema.Parameters.Where(parameter => parameter.IsState)];
            float[][] before = [.. moving.Select(parameter => new ReadOnlySpan<float>(ParameterAddress + parameter.Offset, parameter.Length).ToArray())];
            try
            {
                return read(RunEntered(ProgramKind.Train, batch, default, States, commit: false));
            }
            finally
            {
                for (int i = 0; i < moving.Length; i++)
                {
                    before[i].CopyTo(new Span<float>(ParameterAddress + moving[i].Offset, moving[i].Length));
                }
            }
        }
        finally
        {
            _arena.ExitWrite();
        }
    }

    private void CheckHasInputGradients()
    {
        if (!HasInputGradients)
        {
            throw new InvalidOperationException($"{Schema.Name} computes no gradients with respect to its inputs: set [Model(InputGradients = true)]");
        }
    }

    private float[][] ReadInputGradients(ResultMemory results, int samples)
    {
        float[][] gradients = new float[results.Tables.InputSpecs.Length][];
        for (int i = 0; i < gradients.Length; i++)
        {
            TensorSpec spec = results.Tables.InputSpecs[i];
            gradients[i] = spec.Element == ElementKind.Float32
                ? new ReadOnlySpan<float>(results.InputGradients[i], samples * spec.Length).ToArray()
                : [];
        }

        return gradients;
    }
}
