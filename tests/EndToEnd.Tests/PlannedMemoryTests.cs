using System.Reflection;
using Cifar10Sample;
using InceptionV3;
using Vgg16;

namespace Compiled.EndToEnd.Tests;

/// <summary>
/// What a training takes from the system is what <see cref="Model.PlanMemory"/> said before, no less, and at most a tenth more, or one and a half MiB in
/// small networks, which kernels work in. Beside a single large convolution that is more.
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

    /// <summary>
    /// The published networks, by what they hold at once in native memory. One step is enough: memory is taken by the first, and the networks
    /// above do a second. SGD remembers nothing, so that values between layers count for more.
    /// </summary>
    [Theory]
    [InlineData(nameof(Vgg16Classifier), 1)]
    [InlineData(nameof(Vgg16Classifier), 3)]
    [InlineData(nameof(InceptionV3Classifier), 1)]
    [InlineData(nameof(InceptionV3Classifier), 4)]
    public void A_training_of_a_published_network_takes_what_was_planned(string network, int batchSize) => AssertPlanned(network, batchSize, new SGD(), steps: 1);

    /// <summary>Minimal filtering holds a transformed kernel of 36 MiB, and sums of 32 MiB for its gradient, in parts.</summary>
    [Fact]
    public void Kernels_of_a_large_convolution_work_in_little()
    {
        (MemoryPlan plan, long taken) = Train(nameof(WideConvolution), 16, new SGD(), steps: 1);
        long predictions = 16L * 14 * 14 * 512 * sizeof(float);
        Assert.InRange(taken, plan.Total, plan.Total + predictions + (20L << 20));
    }

    /// <summary>The weights by which every step multiplies are held once more; a single sample is multiplied with them as they lie.</summary>
    [Fact]
    public void Weights_of_steps_are_copied_once()
    {
        const long Copied = 512L * 2048 * sizeof(float);
        (MemoryPlan plan, long taken) = Train(nameof(WideRecurrence), 8, new SGD(), steps: 2);
        Assert.InRange(taken, plan.Total + Copied, plan.Total + (Copied * 9 / 8) + (3L << 20));
        (plan, taken) = Train(nameof(WideRecurrence), 1, new SGD(), steps: 2);
        Assert.InRange(taken, plan.Total, plan.Total + (3L << 20));
    }

    /// <summary>A prediction of many samples takes no more than one of 128 where that fills the caches, and else at most 4 MiB of values between layers and as much for the products.</summary>
    [Fact]
    public void Predictions_of_many_samples_are_computed_in_turns()
    {
        Assert.Equal(Predict(nameof(LeNet), 128), Predict(nameof(LeNet), 1100));
        Assert.InRange(Predict(nameof(WideHiddenLayers), 1100) - Predict(nameof(WideHiddenLayers), 128), 1, 8 << 20);

        static long Predict(string network, int samples) => MostBytes(() =>
        {
            using Model model = Create(network);
            model.Threads = 1;
            var inputs = new float[samples * 784];
            model.Predict(inputs);
        });
    }

    private static void AssertPlanned(string network, int batchSize, Optimizer? optimizer, int steps = 2)
    {
        (MemoryPlan plan, long taken) = Train(network, batchSize, optimizer, steps);
        Assert.InRange(taken, plan.Total, plan.Total + Math.Max(plan.Total / 10, 3L << 19));
        Assert.Equal(optimizer is null ? 2 * plan.Weights : 0, plan.OptimizerState);
    }

    private static (MemoryPlan Plan, long Taken) Train(string network, int batchSize, Optimizer? optimizer, int steps)
    {
        MemoryPlan plan = default;
        long taken = MostBytes(() =>
        {
            using Model model = Create(network);
            model.Threads = 2;
            model.Optimizer = optimizer;
            plan = model.PlanMemory(batchSize);
            for (int step = 0; step < steps; step++)
            {
                model.TrainOnBatch(TestData.Batch(model, batchSize));
            }
        });
        return (plan, taken);
    }

    private static Model Create(string network) => network switch
    {
        nameof(SimpleClassifier) => new SimpleClassifier(),
        nameof(DeeperClassifier) => new DeeperClassifier(),
        nameof(LeNet) => new LeNet(),
        nameof(WideHiddenLayers) => new WideHiddenLayers(),
        nameof(WideConvolution) => new WideConvolution(),
        nameof(WideRecurrence) => new WideRecurrence(),
        nameof(Vgg16Classifier) => new Vgg16Classifier(),
        nameof(InceptionV3Classifier) => new InceptionV3Classifier(),
        _ => throw new ArgumentException($"no network is called {network}", nameof(network)),
    };

    /// <summary>The most bytes of native memory held at once: weights, gradients, states, workspace, results, and the kernels' scratch memory.</summary>
    private static long MostBytes(Action action) => (long)_most.Invoke(null, [action])!;
}
