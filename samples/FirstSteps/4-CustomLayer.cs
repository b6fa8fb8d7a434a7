using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace FirstSteps;

/// <summary>A layer of one's own: each unit multiplies two weighted sums of its inputs. The sizes of a weight are expressions: x[-1] is x's last axis.</summary>
[Layer]
public sealed partial class ProductAttribute(int units) : LayerDefinition
{
    public int Units { get; } = units;
    [Weight("x[-1]", "units")] private partial Tensor<float> Left { get; }
    [Weight("x[-1]", "units")] private partial Tensor<float> Right { get; }

    public Tensor<float> Forward(Tensor<float> x) => MatMul(x, Left) * MatMul(x, Right);
}

[Model(Loss = Loss.MeanSquaredError)]
[Input(2)]
[Product(4)]
[Dense(1)]
public partial class Multiplier;

/// <summary>With it a network learns what multiplication is: it is right far outside the numbers that it was trained on.</summary>
internal static class CustomLayer
{
    public static void Run()
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 1024).Select(_ => 2 * random.NextSingle() - 1)];
        float[] targets = [.. inputs.Chunk(2).Select(pair => pair[0] * pair[1])];
        using var model = new Multiplier(seed: 1);
        model.Fit(inputs, targets, new() { Epochs = 100, BatchSize = 32, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });

        float[] product = model.Predict([7f, 6f]);
        Console.WriteLine($"7 times 6 = {product[0]:F1}, learned from numbers between -1 and 1");
    }
}
