using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Diagnostics that take more than one source to raise.</summary>
public class AssemblyDiagnosticsTests
{
    [Fact]
    public void ModelsAndLayersOfOtherAssembliesAreRefused()
    {
        GeneratorResult library = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            [Input(4)]
            [Dense(4)]
            public partial class Encoder;

            [Layer]
            public sealed partial class TwiceAttribute : LayerDefinition
            {
                public Tensor<float> Forward(Tensor<float> x) => x * 2;
            }
            """).AssertClean();
        CSharpCompilation app = GeneratorHarness.Compile("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Net
            {
                private partial Encoder Inner { get; }
                [Twice] private partial Tensor<float> Twice(Tensor<float> x);

                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Twice(Inner.Forward(x));
            }
            """).WithAssemblyName("App").AddReferences(library.Compilation.ToMetadataReference());
        GeneratorResult result = GeneratorHarness.Run(app);
        Assert.Equal(["Inner", "Twice"], result.SpansOf("CMP0021"));
        Assert.Contains("comes from the assembly 'UserCode'", result.Diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void OperatorsThatTheCompilerDoesNotKnowAreNamed()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            namespace Compiled
            {
                public static class Ops
                {
                    public static Tensor<float> Mystery(Tensor<float> x) => x;
                }
            }

            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Ops.Mystery(x);
            }
            """);
        Assert.Equal(["Ops.Mystery(x)"], result.SpansOf("CMP0112"));
    }

    [Fact]
    public void WhatIsWrongWithAPartIsReportedOnce()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            [Input(4)]
            [Dense(4), Dense(4)]
            public partial class Part;

            [Layer]
            public sealed partial class JoinAttribute : LayerDefinition
            {
                public Tensor<float> Forward(Tensor<float> x) => x + Ops.Reshape(x, 2, 3);
            }

            [Model]
            public partial class First
            {
                private partial Part Part { get; }
                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Part.Forward(x);
            }

            [Model, Input(4), Join]
            public partial class Second;

            [Model, Input(4), Join]
            public partial class Third;
            """);
        Assert.Equal(["Dense(4)"], result.SpansOf("CMP0201"));
        Assert.Equal(["Ops.Reshape(x, 2, 3)"], result.SpansOf("CMP0102"));
    }
}
