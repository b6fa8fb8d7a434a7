using Compiled.EndToEnd.Tests;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>The models of the harness that the processor's tests run, with every layer over images and volumes.</summary>
[Collection(DeviceFixture.Collection)]
public class HarnessTests(DeviceFixture device)
{
    // NormalizedChannels predicts only: its layer is trained in LocalResponseModel. LeNet has tests of its own.
    private static readonly Type[] _models =
    [
        .. typeof(LeNet).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Model)) && type.Namespace == typeof(LeNet).Namespace && type != typeof(LeNet) && type.Name != "NormalizedChannels"),
    ];

    public static TheoryData<string> Names => [.. _models.Select(type => type.Name).Order(StringComparer.Ordinal)];

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void Trains_as_on_the_processor(string name)
    {
        using var model = (Model)Activator.CreateInstance(_models.Single(type => type.Name == name), 3ul)!;

        // The gradient of a bias before a normalization is zero but for rounding, which is no measure for anything.
        Comparison.OfTraining(model, device, TestData.Batch(model, 5), name is "ResidualModel" or "ImageConvolutionModel" ? 1e-3f : 1e-5f);
    }
}
