using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Training graphs built by hand.</summary>
internal static class TrainingGraphs
{
    /// <summary>A classifier of dense layers with ReLU between them and softmax cross-entropy on integer labels, differentiated.</summary>
    public static Graph Classifier(params int[] sizes)
    {
        var builder = new GraphBuilder();
        Value value = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, sizes[0]))));
        int last = sizes.Length - 1;
        for (int layer = 1; layer <= last; layer++)
        {
            builder.Layer = layer == last ? "output" : $"hidden{layer}";
            Value kernel = builder.Apply(new Parameter((2 * layer) - 2, Shape.Of(sizes[layer - 1], sizes[layer])));
            Value bias = builder.Apply(new Parameter((2 * layer) - 1, Shape.Of(sizes[layer])));
            value = builder.Apply(new MatrixProduct(false, false), value, kernel) + bias;
            value = layer == last ? value : builder.Apply(new Relu(), value);
        }

        Value labels = builder.Apply(new Target(0, new(Shape.Of(Dimension.Batch), ElementType.Int32)));
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new Softmax(), value));
        builder.Layer = "loss";
        Value losses = builder.Apply(new SparseSoftmaxCrossEntropy(), value, labels) * builder.Apply(new SampleWeight(0));
        Value loss = losses.Sum([0]) / builder.Apply(new Size(Dimension.Batch));
        builder.Output(OutputKind.Loss, 0, loss);
        builder.Output(OutputKind.Loss, 1, loss);
        return DeadNodeRemoval.Run(Differentiation.Run(builder.ToGraph(), [.. Enumerable.Range(0, 2 * last)], []));
    }
}
