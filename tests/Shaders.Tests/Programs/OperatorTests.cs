extern alias Unfused;

using System.Reflection;
using Compiled.EndToEnd.Tests;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Backend;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Every operator of the registry, forward and backward, fused and by itself: the processor's numbers on the device.</summary>
[Collection(DeviceFixture.Collection)]
public class OperatorTests(DeviceFixture device)
{
    /// <summary>Of the largest element of each result and of each gradient: some rounding errors in a row.</summary>
    private const float Tolerance = 5e-6f;

    private static readonly Assembly _unfused = typeof(Unfused::Compiled.Shaders.Models.UnaryOperators).Assembly;

    private static IEnumerable<Type> UnfusedModels => _unfused.GetTypes().Where(type => type.IsSubclassOf(typeof(Model)));

    public static TheoryData<string> Names => [.. UnfusedModels.Select(type => type.Name).Order(StringComparer.Ordinal)];

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void Operators_by_themselves_are_those_of_the_processor(string name) => Compare(UnfusedModels.Single(type => type.Name == name));

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void Operators_that_are_fused_are_those_of_the_processor(string name) => Compare(typeof(UnaryOperators).Assembly.GetTypes().Single(type => type.Name == name));

    /// <summary>A new operator needs a place in a model of <c>Operators.cs</c>.</summary>
    [Fact]
    public void Every_operator_of_the_registry_runs_by_itself()
    {
        var alone = new HashSet<string>();
        foreach (Type type in UnfusedModels)
        {
            using var model = (Model)Activator.CreateInstance(type, 3ul)!;
            alone.UnionWith(model.ExplainGpu(3).TrainingStep!.Dispatches.Select(dispatch => dispatch.Operators));
        }

        // A loop is the kernels of its steps.
        IEnumerable<string> needed = Registry.All.Where(op => op != typeof(Scan) && !WithoutKernel.Reasons.ContainsKey(op)).Select(op => op.Name);
        Assert.Empty(needed.Except(alone));
    }

    [Fact]
    public void Nothing_is_fused_where_the_project_says_so()
    {
        using var model = new Unfused::Compiled.EndToEnd.Tests.LineOfLayers();
        using var fused = new LineOfLayers();
        GpuDispatch[] dispatches = [.. model.ExplainGpu().TrainingStep!.Dispatches.SkipLast(1)];
        Assert.All(dispatches, dispatch => Assert.DoesNotContain(",", dispatch.Operators, StringComparison.Ordinal));
        Assert.True(dispatches.Length > 2 * fused.ExplainGpu().TrainingStep!.Dispatches.Length);
    }

    private void Compare(Type type)
    {
        using var model = (Model)Activator.CreateInstance(type, 3ul)!;
        foreach (int samples in new[] { 1, 7, 13 })
        {
            Batch batch = TestData.Batch(model, samples, seed: samples);
            foreach (BatchBuffer input in batch.Inputs.ToArray().Where(input => input.Spec.Name.StartsWith("positive", StringComparison.Ordinal)))
            {
                foreach (ref float value in input.Floats)
                {
                    value = 0.2f + Math.Abs(2 * value);
                }
            }

            Comparison.OfPrograms(model, device, batch, Tolerance, isShallow: true);
        }
    }
}
