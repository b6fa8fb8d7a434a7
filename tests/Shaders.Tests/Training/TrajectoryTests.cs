using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>Twenty steps by the public way: losses and weights stay within 1e-4 of the processor's.</summary>
[Collection(DeviceFixture.Collection)]
public class TrajectoryTests
{
    private const int Steps = 20, BatchSize = 64;

    [DeviceFact]
    public void The_perceptron_of_digits()
    {
        ImageData digits = SyntheticDigits.Create(Steps * BatchSize, 1, seed: 3);
        (float[] wanted, float[][] expected) = Train(new(seed: 7), digits.Train);
        (float[] got, float[][] actual) = Train(new(seed: 7, TestDevice.Found), digits.Train);
        for (int step = 0; step < Steps; step++)
        {
            Comparison.Same($"loss of step {step}", [wanted[step]], [got[step]], 1e-4f);
        }

        foreach ((float[] weights, float[] others) in expected.Zip(actual))
        {
            Comparison.Same("weights", weights, others, 1e-4f);
        }
    }

    private static (float[] Losses, float[][] Weights) Train(DigitPerceptron model, Dataset data)
    {
        using (model)
        {
            model.Optimizer = new Adam();
            var losses = new List<float>();
            using BatchReader reader = data.CreateReader(BatchSize);
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
