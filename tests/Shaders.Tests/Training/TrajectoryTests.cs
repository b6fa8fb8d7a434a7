using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>Twenty steps by the public way: losses and weights stay within 1e-4 of the processor's.</summary>
[Collection(DeviceFixture.Collection)]
public class TrajectoryTests
{
    private const int Steps = 20;

    [DeviceFact]
    public void The_perceptron_of_digits() => Compare(device => new DigitPerceptron(seed: 7, device), batchSize: 64);

    [DeviceFact]
    public void LeNet() => Compare(device => new DigitLeNet(seed: 7, device), batchSize: 8);

    [DeviceFact]
    public void A_classifier_by_LSTM() => Compare(device => new DigitLstm(seed: 7, device), batchSize: 16);

    [DeviceFact]
    public void A_classifier_of_tokens_with_dropout()
    {
        using var expected = new LstmClassifier(5) { Optimizer = new Adam() };
        using var actual = new LstmClassifier(5, TestDevice.Found) { Optimizer = new Adam() };
        for (int step = 0; step < Steps; step++)
        {
            Batch batch = Comparison.RandomBatch(expected, 37, step, classes: 3);
            Comparison.Same($"loss of step {step}", [expected.TrainOnBatch(batch)], [actual.TrainOnBatch(batch)], 1e-4f);
        }

        foreach ((float[] weights, float[] others) in expected.GetWeights().Zip(actual.GetWeights()))
        {
            Comparison.Same("weights", weights, others, 1e-4f);
        }
    }

    private static void Compare(Func<Device, Model> create, int batchSize)
    {
        ImageData digits = SyntheticDigits.Create(Steps * batchSize, 1, seed: 3);
        (float[] wanted, float[][] expected) = Train(create(Device.Cpu), digits.Train, batchSize);
        (float[] got, float[][] actual) = Train(create(TestDevice.Found), digits.Train, batchSize);
        for (int step = 0; step < Steps; step++)
        {
            Comparison.Same($"loss of step {step}", [wanted[step]], [got[step]], 1e-4f);
        }

        foreach ((float[] weights, float[] others) in expected.Zip(actual))
        {
            Comparison.Same("weights", weights, others, 1e-4f);
        }
    }

    private static (float[] Losses, float[][] Weights) Train(Model model, Dataset data, int batchSize)
    {
        using (model)
        {
            // Not Adam, which goes a whole step where the gradient of a weight is nothing but a rounding error.
            model.Optimizer = new SGD(0.02f) { Momentum = 0.9f };
            var losses = new List<float>();
            using BatchReader reader = data.CreateReader(batchSize);
            reader.Begin(0);
            while (losses.Count < Steps && reader.TryRead(out Batch? batch))
            {
                losses.Add(model.TrainOnBatch(batch));
            }

            Assert.Equal(Steps, losses.Count);
            return ([.. losses], model.GetWeights());
        }
    }
}
