using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Twenty steps of training go the way of the processor.</summary>
[Collection(DeviceFixture.Collection)]
public class TrajectoryTests(DeviceFixture device)
{
    /// <summary>Not by Adam, which goes a whole step where the gradient of a weight is nothing but a rounding error.</summary>
    [DeviceFact]
    public void LeNet_goes_the_way_of_the_processor() => Compare(seed => new LeNet(seed), () => new SGD(0.02f) { Momentum = 0.9f }, samples: 5, classes: 10);

    [DeviceFact]
    public void An_LSTM_classifier_goes_the_way_of_the_processor() => Compare(seed => new LstmClassifier(seed), () => new Adam(), samples: 37, classes: 3);

    private void Compare(Func<ulong, Model> create, Func<Optimizer> optimizer, int samples, int classes)
    {
        using Model expected = create(5), actual = create(5);
        expected.Optimizer = optimizer();
        actual.Optimizer = optimizer();
        using var session = new DeviceSession(actual, device.Context);
        session.Load();
        for (int step = 0; step < 20; step++)
        {
            Batch batch = Comparison.RandomBatch(expected, samples, step, classes);
            float loss = session.Train(batch)[0];
            Comparison.Same($"loss of step {step}", [expected.TrainOnBatch(batch)], [loss], 1e-4f);
        }

        session.Store();
        foreach ((ModelWeight weight, ModelWeight other) in expected.Weights.Zip(actual.Weights))
        {
            float[] values = new float[weight.Length], others = new float[weight.Length];
            weight.CopyTo(values);
            other.CopyTo(others);
            Comparison.Same(weight.Name, values, others, 1e-4f);
        }
    }
}
