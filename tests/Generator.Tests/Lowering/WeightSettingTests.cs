using System.Reflection;
using Compiled.Generator.Lowering;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>The numbers of initializers and constraints, from their named settings to the order of the schema.</summary>
public class WeightSettingTests
{
    [Theory]
    [InlineData("Initializer.HeNormal", "HeNormal, []")]
    [InlineData("Initializer.Constant, KernelInitializerValue = 0.25", "Constant, [0.25f]")]
    [InlineData("Initializer.RandomNormal", "RandomNormal, []")]
    [InlineData("Initializer.RandomNormal, KernelInitializerScale = 0.5", "RandomNormal, [0f, 0.5f]")]
    [InlineData("Initializer.TruncatedNormal, KernelInitializerMean = 1", "TruncatedNormal, [1f, 0.05f]")]
    [InlineData("Initializer.RandomUniform, KernelInitializerMean = 1, KernelInitializerScale = 0.5", "RandomUniform, [0.5f, 1.5f]")]
    [InlineData("Initializer.VarianceScaling, KernelInitializerScale = 2", "VarianceScaling, [2f, 0f, 0f]")]
    [InlineData("Initializer.VarianceScaling, KernelInitializerFan = Fan.Average, KernelInitializerDistribution = Distribution.Uniform", "VarianceScaling, [1f, 2f, 1f]")]
    [InlineData("Initializer.Orthogonal, KernelInitializerScale = -2", "Orthogonal, [-2f]")]
    [InlineData("Initializer.Identity, KernelInitializerScale = 3", "Identity, [3f]")]
    public void AnInitializerTakesItsNumbersByName(string settings, string expected) => Assert.Equal(
        $"new global::Compiled.WeightInitializer(global::Compiled.Initializer.{expected})",
        LoweringHarness.Model(Net($"KernelInitializer = {settings}")).Parameters[0].Initializer);

    [Theory]
    [InlineData("Constraint.NonNeg", "NonNeg, []")]
    [InlineData("Constraint.MaxNorm", "MaxNorm, []")]
    [InlineData("Constraint.MaxNorm, KernelConstraintMaximum = 3", "MaxNorm, [3f]")]
    [InlineData("Constraint.MinMaxNorm, KernelConstraintMinimum = 0.5, KernelConstraintRate = 0.9", "MinMaxNorm, [0.5f, 1f, 0.9f]")]
    public void AConstraintTakesItsNumbersByName(string settings, string expected) => Assert.Equal(
        $"new global::Compiled.WeightConstraint(global::Compiled.Constraint.{expected})",
        LoweringHarness.Model(Net($"KernelConstraint = {settings}")).Parameters[0].Constraint);

    [Theory]
    [InlineData("KernelInitializerScale = 0.1", "0.1", "KernelInitializer is GlorotUniform, which takes no numbers")]
    [InlineData("KernelInitializer = Initializer.Constant, KernelInitializerScale = 0.1", "0.1", "KernelInitializer is Constant, which takes KernelInitializerValue")]
    [InlineData("BiasInitializer = Initializer.RandomNormal, BiasInitializerScale = -1", "-1", "a spread must not be negative")]
    [InlineData("KernelConstraint = Constraint.MaxNorm, KernelConstraintRate = 0.5", "0.5", "KernelConstraint is MaxNorm, which takes KernelConstraintMaximum")]
    [InlineData("KernelConstraint = Constraint.MinMaxNorm, KernelConstraintMinimum = 2", "2", "the largest is not below the smallest")]
    public void NumbersThatItDoesNotTakeAreRefused(string settings, string place, string message)
    {
        (string text, string at) = LoweringHarness.Finding("CMP0114", Net(settings));
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Equal(place, at);
    }

    public static TheoryData<string> Layers => [.. typeof(LayerDefinition).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(LayerDefinition)) || t == typeof(WeightAttribute))
        .Where(t => t.GetProperties().Any(p => p.PropertyType == typeof(Initializer)))
        .Select(t => t.Name)];

    /// <summary>What one weight can be told, every weight can.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void EveryAttributeOffersAllOfThem(string attribute)
    {
        PropertyInfo[] properties = typeof(LayerDefinition).Assembly.GetType("Compiled." + attribute)!.GetProperties();
        string[] names = [.. properties.Select(p => p.Name)];
        foreach (PropertyInfo property in properties)
        {
            string[] expected = property.PropertyType == typeof(Initializer) ? ["Value", "Mean", "Scale", "Fan", "Distribution"]
                : property.PropertyType == typeof(Constraint) ? ["Minimum", "Maximum", "Rate"]
                : [];
            Assert.Empty(expected.Select(e => property.Name + e).Except(names));
        }
    }

    private static string Net(string settings) => $"[Model] [Input(3)] [Dense(3, {settings})] public partial class Net;";
}
