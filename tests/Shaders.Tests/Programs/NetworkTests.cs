using Compiled.Devices;
using Compiled.EndToEnd.Tests;
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

    /// <summary>Groups of 32 columns, more than the 65,535 that a dispatch may have along an axis: those at the end are a second turn.</summary>
    [DeviceFact]
    public void Columns_beyond_the_groups_of_a_dispatch_are_reduced()
    {
        using var model = new ManySlopes(seed: 3);
        Assert.True(model.Schema.ParameterLength > 32L * KernelDescriptor.MostGroups);
        Comparison.OfPrograms(model, device, TestData.Batch(model, 2), isShallow: true);
    }

    private void Compare(Model model, int samples)
    {
        using (model)
        {
            Comparison.OfPrograms(model, device, Comparison.RandomBatch(model, samples, samples), 1e-5f);
        }
    }
}
