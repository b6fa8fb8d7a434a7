using System.Reflection;
using Cifar10Sample;

namespace Compiled.EndToEnd.Tests;

/// <summary>
/// What a training takes from the system is what <see cref="Model.PlanMemory"/> said before, but for a tenth. Beside a network of less than
/// some megabytes the room that kernels work in would be more.
/// </summary>
public sealed class PlannedMemoryTests
{
    // The runtime's internals are closed to this project: its models are compiled as those of any user.
    private static readonly MethodInfo _most = typeof(Model).Assembly
        .GetType("Compiled.Kernels.AlignedMemory", throwOnError: true)!
        .GetMethod("Most", BindingFlags.NonPublic | BindingFlags.Static)!;

    [Theory]
    [InlineData(nameof(SimpleClassifier), 1)]
    [InlineData(nameof(SimpleClassifier), 32)]
    [InlineData(nameof(DeeperClassifier), 1)]
    [InlineData(nameof(DeeperClassifier), 32)]
    [InlineData(nameof(LeNet), 1)]
    [InlineData(nameof(LeNet), 128)]
    [InlineData(nameof(WideHiddenLayers), 1)]
    public void A_training_takes_what_was_planned(string network, int batchSize)
    {
        AssertPlanned(network, batchSize, new SGD());
        AssertPlanned(network, batchSize, optimizer: null);
    }

    private static void AssertPlanned(string network, int batchSize, Optimizer? optimizer)
    {
        MemoryPlan plan = default;
        long taken = MostBytes(() =>
        {
            using Model model = Create(network);
            model.Threads = 2;
            model.Optimizer = optimizer;
            plan = model.PlanMemory(batchSize);
            model.TrainOnBatch(TestData.Batch(model, batchSize));
            model.TrainOnBatch(TestData.Batch(model, batchSize));
        });
        Assert.InRange(taken, plan.Total, plan.Total * 1.1);
        Assert.Equal(optimizer is null ? 2 * plan.Weights : 0, plan.OptimizerState);
    }

    private static Model Create(string network) => network switch
    {
        nameof(SimpleClassifier) => new SimpleClassifier(),
        nameof(DeeperClassifier) => new DeeperClassifier(),
        nameof(LeNet) => new LeNet(),
        nameof(WideHiddenLayers) => new WideHiddenLayers(),
        _ => throw new ArgumentException($"no network is called {network}", nameof(network)),
    };

    /// <summary>The most bytes of native memory held at once: weights, gradients, states, workspace, results, and the kernels' scratch memory.</summary>
    private static long MostBytes(Action action) => (long)_most.Invoke(null, [action])!;
}
