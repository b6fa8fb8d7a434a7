using Compiled.Devices;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

[Collection(DeviceFixture.Collection)]
public class PerceptronTests(DeviceFixture device)
{
    [DeviceTheory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(130)]
    public void A_step_of_a_classifier_is_that_of_the_processor(int samples)
    {
        using var model = new Perceptron(seed: 5);
        model.Optimizer = new SGD();
        Comparison.OfTraining(model, device, Comparison.RandomBatch(model, samples, 1, classes: 10));
    }

    [DeviceTheory]
    [InlineData("SGD")]
    [InlineData("Momentum")]
    [InlineData("Adam")]
    [InlineData("AMSGrad")]
    [InlineData("AdamW")]
    public void Twenty_steps_go_the_way_of_the_processor(string name)
    {
        using var expected = new Perceptron(seed: 5);
        using var actual = new Perceptron(seed: 5);
        expected.Optimizer = Create(name);
        actual.Optimizer = Create(name);
        using var session = new DeviceSession(actual, device.Context);
        session.Load();
        for (int step = 0; step < 20; step++)
        {
            Batch batch = Comparison.RandomBatch(expected, 37, step, classes: 10);
            float loss = session.Train(batch)[0];
            Comparison.Same($"{name}, loss of step {step}", [expected.TrainOnBatch(batch)], [loss], 1e-4f);
        }

        session.Store();
        Assert.Equal(expected.Step, actual.Step);
        foreach ((ModelWeight weight, ModelWeight other) in expected.Weights.Zip(actual.Weights))
        {
            float[] values = new float[weight.Length], others = new float[weight.Length];
            weight.CopyTo(values);
            other.CopyTo(others);
            Comparison.Same($"{name}, {weight.Name}", values, others, 1e-4f);
        }
    }

    [DeviceFact]
    public void What_has_no_kernel_for_devices_says_so()
    {
        using var model = new Perceptron();
        model.Optimizer = new Lion();
        using var session = new DeviceSession(model, device.Context);
        session.Load();
        Batch batch = Comparison.RandomBatch(model, 3, 0, classes: 10);
        Assert.Equal("Lion has no kernel for devices; SGD, Adam and AdamW have", Assert.Throws<NotSupportedException>(() => session.Train(batch)).Message);
    }

    private static Optimizer Create(string name) => name switch
    {
        "SGD" => new SGD(0.1f) { ClipValue = 0.01f },
        "Momentum" => new SGD(0.05f) { Momentum = 0.9f, Nesterov = true },
        "Adam" => new Adam(0.01f),
        "AMSGrad" => new Adam(0.01f) { AMSGrad = true },
        "AdamW" => new AdamW(0.01f),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
