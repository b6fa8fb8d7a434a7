namespace Compiled.EndToEnd.Tests;

/// <summary>Digits, real where the machine has them, else drawn: one epoch must teach the network most of what there is.</summary>
public sealed class MnistTests
{
    [Fact]
    public void Learns_to_read_digits()
    {
        ImageData data = Mnist.LoadOrSynthesize(download: false);
        using var model = new TwoHiddenLayers(seed: 1);
        History history = model.Fit(data.Train, new() { Epochs = 1, BatchSize = 128, Optimizer = new Adam(), Verbose = Verbosity.Silent });
        Evaluation result = model.Evaluate(data.Test);
        Assert.Single(history["loss"]);
        Assert.True(result["accuracy"] > 0.93f, $"{data}: {result}");
    }

    /// <summary>A few steps of LeNet on the digits that every machine can draw.</summary>
    [Fact]
    public void LeNet_learns_to_read_digits()
    {
        ImageData data = SyntheticDigits.Create(train: 800, test: 200);
        using var model = new LeNet(seed: 1671);
        model.Fit(data.Train, new() { Epochs = 1, BatchSize = 20, Optimizer = new Adam(), Verbose = Verbosity.Silent });
        Evaluation result = model.Evaluate(data.Test);
        Assert.True(result["accuracy"] > 0.8f, $"{data}: {result}");
    }

    /// <summary>The work of these layers is enough to be shared: the number of threads must not show in a single bit.</summary>
    [Fact]
    public void Trains_to_the_same_bits_on_one_and_two_threads()
    {
        Assert.Equal(Trained(threads: 1), Trained(threads: 2));
    }

    private static float[][] Trained(int threads)
    {
        ImageData data = SyntheticDigits.Create(train: 512, test: 0);
        using var model = new TwoHiddenLayers(seed: 3) { Threads = threads };
        model.Fit(data.Train, new() { Epochs = 2, BatchSize = 128, Optimizer = new Adam(), Verbose = Verbosity.Silent });
        return model.GetWeights();
    }
}
