using System.Globalization;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Reading;

/// <summary>What users of other frameworks write, and what a slip of the finger leaves: the message says what was meant.</summary>
public class MistakenDeclarationTests
{
    private const string CustomLayer = """
        [Layer]
        public sealed partial class TwiceAttribute : LayerDefinition
        {
            public Tensor<float> Forward([Shape(4)] Tensor<float> x) => x * 2;
        }
        """;

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

    [Theory]
    [InlineData("[Dense(10)] public partial class Net;", "'Net' has [Dense]")]
    [InlineData("[Input(4)] public class Net;", "'Net' has [Input]")]
    [InlineData("[Output(\"y\", Loss = Loss.Huber)] public partial class Net;", "'Net' has [Output]")]
    [InlineData("[Compiled.ConvLSTM2DAttribute(8, 3)] public partial class Net;", "'Net' has [ConvLSTM2D]")]
    [InlineData("[Input(4), Twice] public partial class Net;", "'Net' has [Input]")]
    [InlineData("public partial class Net { [Dense(10)] private partial Tensor<float> Hidden(Tensor<float> x); }", "'Net' has [Dense] on 'Hidden'")]
    [InlineData("public class Net { public Tensor<float> Forward([Shape(4)] Tensor<float> x) => x; }", "'Net' has [Shape] on 'Forward'")]
    [InlineData("public static class Nets { [Input(4)] [Dense(1)] public partial class Net; }", "'Net' has [Input]")]
    [InlineData("[Input(4)] public partial class Net; [Dense(10)] public partial class Net;", "'Net' has [Input]")]
    public void ANetworkWithoutModelIsTold(string model, string message)
    {
        GeneratorResult result = GeneratorHarness.Run($"using System.Numerics.Tensors;\nusing Compiled;\n{model}\n{CustomLayer}");
        Assert.Null(result.Exception);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CMP0040", found.Id);
        Assert.StartsWith(message + " but no [Model]", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Net", Assert.Single(result.SpansOf("CMP0040")));
    }

    [Fact]
    public void AProjectWithoutUnsafeCodeIsToldOnce()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile($"using System.Numerics.Tensors;\nusing Compiled;\n[Model, Input(4), Dense(1)] public partial class A;\n[Model, Input(4), Dense(2)] public partial class B;\n{CustomLayer}");
        Assert.Empty(GeneratorHarness.Run(compilation).Diagnostics);

        GeneratorResult result = GeneratorHarness.Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)));
        Assert.Null(result.Exception);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("CMP0041", found.Id);
        Assert.Contains("add <AllowUnsafeBlocks>true</AllowUnsafeBlocks>", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain(result.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void LayersAloneNeedNoUnsafeCode()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile($"using System.Numerics.Tensors;\nusing Compiled;\n{CustomLayer}");
        GeneratorResult result = GeneratorHarness.Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)));
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.DoesNotContain(result.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("[Model] public partial class Net; [Input(4)] [Dense(10)] public partial class Net;")]
    [InlineData("[Compiled.ModelAttribute, Input(4), Twice] public partial class Net;")]
    [InlineData("public sealed class DenseAttribute : System.Attribute; [Dense] public class Table;")]
    [InlineData("public static class Help { public static Tensor<float> Forward(Tensor<float> x) => x; }")]
    public void OtherClassesNeedNoModel(string code)
    {
        GeneratorResult result = GeneratorHarness.Run($"using System.Numerics.Tensors;\nusing Compiled;\n{code}\n{CustomLayer}");
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void OfAMisspelledModelCSharpAloneSpeaks()
    {
        GeneratorResult result = GeneratorHarness.Run("using Compiled;\n[Modl] [Input(4)] [Dense(10)] public partial class Net;");
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
