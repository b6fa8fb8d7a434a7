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
        Comparison.OfPrograms(model, device, Comparison.RandomBatch(model, samples, 1, classes: 10));
    }
}
