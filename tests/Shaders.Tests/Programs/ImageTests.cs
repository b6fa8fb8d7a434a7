using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

[Collection(DeviceFixture.Collection)]
public class ImageTests(DeviceFixture device)
{
    [DeviceTheory]
    [InlineData(1)]
    [InlineData(7)]
    public void Convolutions_and_pooling_by_themselves_are_those_of_the_processor(int samples) => Compare(new PlainImages(seed: 3), samples);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(5)]
    public void Convolutions_with_more_fused_into_them_are_those_of_the_processor(int samples) => Compare(new FusedImages(seed: 3), samples);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void Products_in_the_largest_tiles_are_those_of_the_processor(int samples) => Compare(new WideProduct(seed: 3), samples);

    [DeviceTheory]
    [InlineData(1)]
    [InlineData(9)]
    public void Products_in_parts_are_those_of_the_processor(int samples) => Compare(new DeepProduct(seed: 3), samples);

    private void Compare(Model model, int samples)
    {
        using (model)
        {
            Comparison.OfPrograms(model, device, Comparison.RandomBatch(model, samples, samples), 1e-5f);
        }
    }
}
