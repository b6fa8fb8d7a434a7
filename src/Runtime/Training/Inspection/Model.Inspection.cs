using System.Numerics.Tensors;

namespace Compiled;

public abstract partial class Model
{
    /// <summary>What a layer computes for samples, as in inference.</summary>
    /// <param name="input">The samples of a model with one input: an array, a memory, or a tensor whose first axis is the batch.</param>
    /// <param name="layer">The layer's name, as <see cref="Summary"/> has it; that of a layer in a model inside stands behind the member's: <c>features/block5_conv3</c>. Of a layer that is called several times, the first call.</param>
    /// <returns>A tensor whose first axis is the batch.</returns>
    /// <exception cref="ArgumentException">There is no such layer, there are no samples, or the input does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model keeps nothing: its <c>[Model]</c> lacks <c>Inspection = true</c>; or another thread trains it.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Tensor<float> Activations(TensorData input, string layer) => Activations([input], layer);

    /// <summary>What a layer computes for samples of a model with any number of inputs.</summary>
    /// <param name="inputs">For each input an array, a memory, or a tensor whose first axis is the batch.</param>
    /// <inheritdoc cref="Activations(TensorData, string)"/>
    public Tensor<float> Activations(TensorData[] inputs, string layer)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int row = RowOf(layer);
        InspectedLayerSchema schema = Schema.Inspected[row];
        using Inspection inspection = new(this, inputs);
        float[] values = inspection.NewResult(row, schema.Length);
        while (inspection.Next())
        {
            inspection.Run();
            inspection.Activations(row).CopyTo(values.AsSpan(checked((int)(inspection.Start * schema.Length))));
        }

        return Tensors.Create(values, [inspection.Samples, .. schema.OutputShape]);
    }

    /// <summary>
    /// Where in its pictures a convolutional network sees a class: gradient-weighted class activation mapping (Selvaraju et al., "Grad-CAM", ICCV 2017).
    /// Each channel of a layer counts as much as the class's score rises with it, averaged over positions; the weighted sum without its negative part is the map.
    /// The score is what goes into the output's softmax or sigmoid where it has one. An output of one number has two classes: its score is that of class 1,
    /// the negative of its score that of class 0.
    /// </summary>
    /// <param name="input">The samples of a model with one input.</param>
    /// <param name="layer">A layer whose output has positions and channels, such as the last convolution.</param>
    /// <param name="class">The class; null for the one that each sample is predicted to be; of an output of one number 1 from 0.5 on, or from 0 where its loss takes logits or signs.</param>
    /// <returns>The batch, then the layer's positions, for example (1, 14, 14): 1 where the class is seen most, all zeros where nothing speaks for it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    /// <inheritdoc cref="Activations(TensorData, string)"/>
    public Tensor<float> GradCam(TensorData input, string layer, int? @class = null)
    {
        int row = RowOf(layer);
        InspectedLayerSchema schema = Schema.Inspected[row];
        IReadOnlyList<int> shape = schema.OutputShape;
        if (shape.Count < 2)
        {
            throw new ArgumentException($"{Schema.Name}: layer '{layer}' has the output {Wording.Shape(shape)}; a map needs positions and channels", nameof(layer));
        }

        if (Tables.PredictionSpecs is not [var output])
        {
            throw new InvalidOperationException($"{Schema.Name} has {Wording.Count(Tables.PredictionSpecs.Length, "output")}; a class activation map is for models with one");
        }

        int classes = Math.Max(2, output.Length);
        if (@class is { } chosen && (uint)chosen >= (uint)classes)
        {
            throw new ArgumentOutOfRangeException(nameof(@class), $"{Schema.Name}: output {output} has the classes 0 to {classes - 1}, not {chosen}");
        }

        using Inspection inspection = new(this, [input]);
        int positions = checked((int)(schema.Length / shape[^1]));
        float[] maps = inspection.NewResult(row, positions);
        while (inspection.Next())
        {
            if (@class is null)
            {
                inspection.Predict();
            }

            WeighScore(inspection, @class);
            inspection.Run();
            ClassActivationMap.Write(inspection, row, shape[^1], maps.AsSpan(inspection.Start * positions, inspection.Count * positions));
        }

        return Tensors.Create(maps, [inspection.Samples, .. shape.Take(shape.Count - 1)]);
    }

    /// <summary>Makes the score that of a class, or of the one that each sample is predicted to be.</summary>
    private void WeighScore(Inspection inspection, int? @class)
    {
        int length = Tables.PredictionSpecs[0].Length;
        for (int sample = 0; sample < inspection.Count; sample++)
        {
            Span<float> weights = inspection.ScoreWeights(0).Slice(sample * length, length);
            int shown = @class ?? PredictedClass(inspection.Prediction(0).Slice(sample * length, length));
            weights.Clear();
            if (length == 1)
            {
                weights[0] = shown == 1 ? 1 : -1;
            }
            else
            {
                weights[shown] = 1;
            }
        }
    }

    private int PredictedClass(ReadOnlySpan<float> prediction)
    {
        if (prediction.Length > 1)
        {
            return TensorPrimitives.IndexOfMax(prediction);
        }

        // As the accuracies of these losses count.
        bool isSigned = Schema.Outputs[0].Loss is nameof(Loss.BinaryCrossentropyFromLogits) or nameof(Loss.Hinge) or nameof(Loss.SquaredHinge);
        return prediction[0] >= (isSigned ? 0 : 0.5f) ? 1 : 0;
    }

    private int RowOf(string layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ThrowIfDisposed("be inspected");
        if (!HasInspection)
        {
            throw new InvalidOperationException($"{Schema.Name} does not keep what its layers compute: set [Model(Inspection = true)]");
        }

        for (int row = 0; row < Schema.Inspected.Length; row++)
        {
            if (Schema.Inspected[row].Name == layer)
            {
                return row;
            }
        }

        throw new ArgumentException($"{Schema.Name} has no layer '{layer}'; {NearestNames.Listed(layer, Schema.Inspected.Select(known => known.Name))}", nameof(layer));
    }
}
