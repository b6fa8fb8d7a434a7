using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

[Collection(DeviceFixture.Collection)]
public class SequenceTests(DeviceFixture device)
{
    [DeviceTheory]
    [InlineData(1)]
    [InlineData(9)]
    public void Recurrent_layers_are_those_of_the_processor(int samples)
    {
        using var model = new Recurrences(seed: 3);
        Comparison.OfPrograms(model, device, Comparison.RandomBatch(model, samples, samples), 1e-5f);
    }

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(43)]
    public void A_classifier_of_ids_is_that_of_the_processor(int samples)
    {
        using var model = new LstmClassifier(seed: 3);
        Comparison.OfPrograms(model, device, Comparison.RandomBatch(model, samples, samples, classes: 3), 1e-5f);
    }
}
