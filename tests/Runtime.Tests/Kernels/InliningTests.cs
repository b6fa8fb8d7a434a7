using System.Reflection;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public class InliningTests
{
    /// <summary>
    /// A loop over lanes fills the 512 variables that RyuJIT follows in a method. Guided by a profile it expands such a loop into the
    /// caller, whose variables then are too many, and single additions become calls: a GRU took twice its time in every other process.
    /// </summary>
    [Fact]
    public void LoopsOverLanesAreNotExpandedIntoTheirCallers()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        MethodInfo[] loops =
        [
            .. typeof(Elementwise).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(All))
                .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)),
        ];
        Assert.Contains(loops, method => method.DeclaringType == typeof(Elementwise));
        Assert.All(loops, method => Assert.True(
            method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining),
            $"{method.DeclaringType}.{method.Name} is optimized at once, and may be expanded into its callers"));
    }
}
