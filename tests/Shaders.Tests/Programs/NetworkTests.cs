using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

[Collection(DeviceFixture.Collection)]
public class NetworkTests(DeviceFixture device)
{
    [DeviceTheory]
    [InlineData(1)]
    [InlineData(45)]
    public void Normalizations_are_those_of_the_processor(int samples) => Compare(new Normalizations(seed: 3), samples + 1);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(67)]
    public void Movements_are_those_of_the_processor(int samples) => Compare(new Movements(seed: 3), samples);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(100)]
    public void Functions_are_those_of_the_processor(int samples) => Compare(new Functions(seed: 3), samples);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(19)]
    public void Extremes_are_those_of_the_processor(int samples) => Compare(new Extremes(seed: 3), samples);

    private void Compare(Model model, int samples)
    {
        using (model)
        {
            Comparison.OfTraining(model, device, Comparison.RandomBatch(model, samples, samples), 1e-5f);
        }
    }
}
