namespace Compiled.EndToEnd.Tests;

/// <summary>Everything that training remembers: moving statistics, random masks, the optimizer's moments, the order of samples.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(6)]
[Dense(16, Activation = Activation.Relu)]
[BatchNormalization]
[Dropout(0.3)]
[Dense(2)]
public partial class RememberingModel;

/// <summary>A training that was stopped, saved, loaded and resumed is the training that never stopped.</summary>
public sealed class ResumeTests
{
    private const int Samples = 50;

    [Fact]
    public void A_resumed_training_ends_in_the_same_bits()
    {
        using var uninterrupted = new RememberingModel(seed: 5);
        Fit(uninterrupted, epochs: 5, new Adam(0.01f));

        using var resumed = new RememberingModel(seed: 99);
        using (var stopped = new RememberingModel(seed: 5))
        using (var file = new MemoryStream())
        {
            Fit(stopped, epochs: 3, new Adam(0.01f));
            stopped.Save(file, new() { IncludeOptimizer = true });
            file.Position = 0;
            resumed.LoadCheckpoint(file);
        }

        Assert.Equal(3, resumed.Epoch);
        Assert.NotEqual(uninterrupted.GetWeights(), resumed.GetWeights());
        Fit(resumed, epochs: 5, new Adam(0.01f));
        Assert.Equal(uninterrupted.GetWeights(), resumed.GetWeights());
        Assert.Equal(uninterrupted.Step, resumed.Step);
    }

    [Fact]
    public void Without_the_optimizer_a_file_holds_no_checkpoint()
    {
        using var model = new RememberingModel(seed: 5);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        Assert.Throws<InvalidDataException>(() => model.LoadCheckpoint(file));
    }

    private static void Fit(RememberingModel model, int epochs, Optimizer optimizer)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Samples * 6).Select(_ => random.NextSingle())];
        float[] y = [.. Enumerable.Range(0, Samples * 2).Select(_ => random.NextSingle())];
        model.Fit(x, y, new() { Epochs = epochs, InitialEpoch = model.Epoch, BatchSize = 16, Optimizer = optimizer, Verbose = Verbosity.Silent });
    }
}
