namespace Compiled;

public abstract unsafe partial class Model
{
    /// <summary>The gradient of a batch's loss with respect to each input, without training: weights, moving statistics and the step count stay.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <returns>For each input as many floats as the batch has values of it; none for integer inputs.</returns>
    /// <exception cref="InvalidOperationException">The model computes none: its <c>[Model]</c> lacks <c>InputGradients = true</c>, or a loss.</exception>
    /// <inheritdoc cref="TrainOnBatch(Batch)"/>
    public float[][] InputGradients(Batch batch)
    {
        if (!HasInputGradients)
        {
            throw new InvalidOperationException($"{Schema.Name} computes no gradients with respect to its inputs: set [Model(InputGradients = true)]");
        }

        return Differentiate(batch, results =>
        {
            float[][] gradients = new float[Tables.InputSpecs.Length][];
            for (int i = 0; i < gradients.Length; i++)
            {
                TensorSpec spec = Tables.InputSpecs[i];
                gradients[i] = spec.Element == ElementKind.Float32
                    ? new ReadOnlySpan<float>(results.InputGradients[i], batch.Count * spec.Length).ToArray()
                    : [];
            }

            return gradients;
        });
    }

    /// <summary>The gradient of a batch's loss with respect to each weight, without training; zero for those that are not trained.</summary>
    internal float[][] WeightGradients(Batch batch) => Differentiate(batch, _ => Schema.Parameters
        .Select(parameter => parameter.IsTrainable ? new ReadOnlySpan<float>(Session.Gradients + parameter.Offset, parameter.Length).ToArray() : new float[parameter.Length])
        .ToArray());

    private float[][] Differentiate(Batch batch, Func<ProgramMemory, float[][]> read)
    {
        EnterSession("differentiate");
        try
        {
            CheckBatch(batch);
            _arena.EnterWrite(Schema.Name, "differentiate");
            try
            {
                // The training program moves statistics; they are put back.
                float[][] states = [.. Schema.Parameters.Where(p => p.IsState).Select(p => new ReadOnlySpan<float>(ParameterAddress + p.Offset, p.Length).ToArray())];
                float[][] gradients = read(Session.Run(ProgramKind.Train, batch, default));
                int state = 0;
                foreach (ParameterSchema parameter in Schema.Parameters.Where(p => p.IsState))
                {
                    states[state++].CopyTo(new Span<float>(ParameterAddress + parameter.Offset, parameter.Length));
                }

                return gradients;
            }
            finally
            {
                _arena.ExitWrite();
            }
        }
        finally
        {
            ExitSession();
        }
    }
}
