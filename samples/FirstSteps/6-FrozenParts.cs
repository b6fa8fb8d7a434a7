using System.Numerics.Tensors;
using Compiled;

namespace FirstSteps;

/// <summary>The first layer stays as it was drawn; no gradient is computed for it at all.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class RandomFeatures
{
    [Frozen]
    [Dense(64, Activation = Activation.Tanh, KernelInitializer = Initializer.RandomNormal, KernelInitializerScale = 3, BiasInitializer = Initializer.RandomNormal, BiasInitializerScale = 2)]
    private partial Tensor<float> Features(Tensor<float> x);

    [Dense(1)]
    private partial Tensor<float> Readout(Tensor<float> x);

    public Tensor<float> Forward([Shape(1)] Tensor<float> x) => Readout(Features(x));
}

/// <summary>Random features and a trained readout: enough for a parabola.</summary>
internal static class FrozenParts
{
    public static void Run()
    {
        float[] x = [.. Enumerable.Range(0, 256).Select(i => i / 128f - 1)];
        float[] y = [.. x.Select(v => v * v)];
        using var model = new RandomFeatures(seed: 1);
        model.Summary();
        float[] before = model.Layers["features"].Kernel.ToArray();
        model.Fit(x, y, new() { Epochs = 100, BatchSize = 32, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });

        Console.WriteLine($"loss {model.Evaluate(x, y).Loss:F5}");
        Console.WriteLine(before.AsSpan().SequenceEqual(model.Layers["features"].Kernel.ToArray()) ? "the features did not change" : "the features changed");
    }
}
