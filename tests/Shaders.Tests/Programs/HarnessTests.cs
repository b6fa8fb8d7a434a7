using System.Numerics.Tensors;
using System.Reflection;
using Compiled.EndToEnd.Tests;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>The models of the harness that the processor's tests run: every layer, every merge, every form of the language.</summary>
[Collection(DeviceFixture.Collection)]
public class HarnessTests(DeviceFixture device)
{
    // LeNet has tests of its own.
    private static readonly Type[] _models =
    [
        .. typeof(LeNet).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Model)) && type.Namespace == typeof(LeNet).Namespace && type != typeof(LeNet)),
    ];

    public static TheoryData<string> Names => [.. _models.Select(type => type.Name).Order(StringComparer.Ordinal)];

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void Trains_as_on_the_processor(string name)
    {
        using var model = (Model)Activator.CreateInstance(_models.Single(type => type.Name == name), 3ul)!;
        if (!model.IsTrainable)
        {
            ComparePredictions(model);
            return;
        }

        foreach (int steps in model.HasAnyLength ? [7, 3, 1] : new[] { 1 })
        {
            Comparison.OfPrograms(model, device, TestData.Batch(model, 5, steps: steps), 1e-5f);
        }
    }

    [Fact]
    public void Every_layer_is_among_them()
    {
        IEnumerable<Type> layers = typeof(LayerDefinition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerDefinition)) && !type.IsAbstract);
        Assert.Empty(layers.Except(Attributes().Select(attribute => attribute.AttributeType)).Select(type => type.Name));
    }

    [Fact]
    public void Every_activation_is_among_them()
    {
        IEnumerable<Activation> found = Attributes()
            .SelectMany(attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.TypedValue)))
            .Where(value => value.ArgumentType == typeof(Activation))
            .Select(value => (Activation)value.Value!);
        Assert.Empty(Enum.GetValues<Activation>().Except(found));
    }

    private static IEnumerable<CustomAttributeData> Attributes() => _models
        .SelectMany(type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Append(type))
        .SelectMany(member => member.CustomAttributes);

    private static void ComparePredictions(Model model)
    {
        TensorData[] inputs = TestData.Inputs(TestData.Batch(model, 5));
        float[][] expected = Predict();
        model.ResetStates();
        model.Device = TestDevice.Found;
        float[][] actual = Predict();
        foreach ((float[] wanted, float[] got) in expected.Zip(actual))
        {
            Comparison.Same("prediction", wanted, got, 1e-5f);
        }

        // Twice: layers may keep states.
        float[][] Predict() => [.. Enumerable.Range(0, 2).SelectMany(_ => model.PredictAll(inputs).Select(TestData.Values))];
    }
}
