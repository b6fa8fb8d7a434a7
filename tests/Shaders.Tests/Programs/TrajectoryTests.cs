using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Twenty steps of training go the way of the processor.</summary>
[Collection(DeviceFixture.Collection)]
public class TrajectoryTests(DeviceFixture device)
{
    [DeviceFact]
    public void LeNet_goes_the_way_of_the_processor() => Compare(new LeNet(seed: 5), new LeNet(seed: 5), samples: 5, classes: 10);

    [DeviceFact]
    public void An_LSTM_classifier_goes_the_way_of_the_processor() => Compare(new LstmClassifier(seed: 5), new LstmClassifier(seed: 5), samples: 37, classes: 3);

    private void Compare(Model expected, Model actual, int samples, int classes)
    {
        using (expected)
        using (actual)
        {
            expected.Optimizer = new Adam();
            actual.Optimizer = new Adam();
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
}
