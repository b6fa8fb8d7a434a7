using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Operators that need no kernel on devices.</summary>
internal static class WithoutKernel
{
    /// <summary>Each, and why.</summary>
    public static IReadOnlyDictionary<Type, string> Reasons { get; } = new Dictionary<Type, string>
    {
        [typeof(Input)] = "lies in memory",
        [typeof(Target)] = "lies in memory",
        [typeof(SampleWeight)] = "lies in memory",
        [typeof(Parameter)] = "lies in memory",
        [typeof(CarriedState)] = "lies in memory",
        [typeof(StepInput)] = "is the memory of a loop",
        [typeof(ScanResult)] = "is the memory of a loop",
        [typeof(Constant)] = "stands in the text",
        [typeof(Size)] = "stands in the text",
        [typeof(Reshape)] = "is a view",
        [typeof(StopGradient)] = "is a view",
    };
}
