using System.Globalization;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Reading;

/// <summary>What users of other frameworks write, and what a slip of the finger leaves: the message says what was meant.</summary>
public class MistakenDeclarationTests
{
    [Theory]
    [InlineData("Call")]
    [InlineData("Predict")]
    [InlineData("Run")]
    [InlineData("forward")]
    [InlineData("Foward")]
    [InlineData("Network")] // its [Shape] tells
    public void AnotherNameIsToBecomeForward(string name)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Net
            {
                public Tensor<float> {{name}}([Shape(4)] Tensor<float> x) => x * 2;
            }
            """);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal($"'Net' declares no network: rename '{name}' to 'Forward'", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal([name], result.SpansOf("CMP0006"));
    }

    [Theory]
    [InlineData("Call")]
    [InlineData("call")]
    [InlineData("Foward")]
    public void AnotherNameIsToBecomeForwardInALayerToo(string name)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;

            [Layer]
            public sealed partial class Doubled : LayerDefinition
            {
                public Tensor<float> {{name}}(Tensor<float> x) => x * 2;
            }
            """);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CMP0033", found.Id);
        Assert.StartsWith($"The layer 'Doubled' has a method '{name}' where 'Forward' is looked for: ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bool training", "remove 'training', for Dropout, BatchNormalization and the noises know whether the model trains")]
    [InlineData("bool wide", "remove 'wide', and write it as a 'const' of the class")]
    [InlineData("int units = 3", "remove 'units', and write it as a 'const' of the class")]
    [InlineData("float[] y", "write an instance method")]
    public void ForwardTakesTensorsAlone(string parameter, string instead)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(4)] Tensor<float> x, {{parameter}}) => x * 2;
            }
            """);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CMP0012", found.Id);
        Assert.Contains(instead, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Model] [Input(4)] [Dens(10)] public partial class Net;")]
    [InlineData("[Model] [Input(4)] [Dens(10)] [Dense(2), Dense(2)] public partial class Net;")]
    [InlineData("[Model] public partial class Net { [Dens(10)] private partial Tensor<float> Hidden(Tensor<float> x); }")]
    [InlineData("[Model] public partial class Net { [Dens(10)] private partial Tensor<float> Hidden(Tensor<float> x); public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Hidden(x); }")]
    public void OfAMisspelledLayerCSharpAloneSpeaks(string model)
    {
        GeneratorResult result = GeneratorHarness.Run($"using System.Numerics.Tensors;\nusing Compiled;\n{model}");
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.Contains(result.CompilerDiagnostics, d => d.Id == "CS0246");
    }

    [Fact]
    public void NamesOfOutputsAndMethodsAreSuggested()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model(CustomLoss = "Distanc")]
            [Output("wrng", Loss = Loss.Huber)]
            public partial class Net
            {
                private static Tensor<float> Distance(Tensor<float> target, Tensor<float> prediction) => Ops.Mean(target - prediction, -1);

                public (Tensor<float> right, Tensor<float> wrong) Forward([Shape(4)] Tensor<float> x) => (x * 2, x * 3);
            }
            """);
        Assert.Equal(
            [
                "'Net' has no output named 'wrng' (did you mean 'wrong'?); its outputs are 'right', 'wrong': use one of these names, or name the tuple elements in the result of 'Forward'",
                "'Distanc' names no method of 'Net' (did you mean 'Distance'?): write 'CustomLoss = nameof(Method)' with 'static Tensor<float> Method(Tensor<float> target, Tensor<float> prediction)'",
            ],
            result.Diagnostics.Select(d => d.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void AnOperatorWhoseClassIsNotNamedIsToldFromAMisspelledOne()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Softmax(x);
            }
            """);
        Assert.Contains("write 'using static Compiled.Ops;' at the top of the file", Assert.Single(result.Diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
