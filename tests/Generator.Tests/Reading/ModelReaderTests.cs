using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Reading;

public class ModelReaderTests
{
    private const string Usings = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """;

    [Fact]
    public void WhatFailsInTheReaderItselfIsAFindingAtTheClass()
    {
        Compilation compilation = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText("class Net;")]);
        var context = new ReadingContext(compilation, compilation.GetTypeByMetadataName("Net")!, default);
        Assert.Null(context.Guard<string>(() => throw new InvalidOperationException("no such state")));
        DiagnosticInfo finding = Assert.Single(context.Diagnostics);
        Assert.Equal("CMP0120", finding.Id);
        Assert.Equal(["Net", "InvalidOperationException: no such state"], finding.Arguments);
        Assert.Throws<OperationCanceledException>(() => context.Guard<string>(() => throw new OperationCanceledException()));
    }

    [Fact]
    public void ChainsAreReadAsForward()
    {
        ReadResult result = GeneratorHarness.Read("Shop.Net", Usings + """
            namespace Shop;

            [Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError])]
            [Input(28, 28)]
            [Dense(30, Activation = Activation.Relu)]
            [Dense(units: 10)]
            [Dense(1, Name = "last", Frozen = true)]
            public partial class Net;
            """);
        Assert.Empty(result.Diagnostics);
        ModelDeclaration model = result.Declaration!;
        Assert.True(model.IsChain);
        Assert.Equal("Shop.Net", model.Type.FullName);
        Assert.Equal(["dense", "dense_1", "last"], model.Layers.Select(l => l.Name));
        Assert.Equal(["Dense", "Dense1", "Dense2"], model.Layers.Select(l => l.Member));
        Assert.Equal([false, false, true], model.Layers.Select(l => l.IsFrozen));
        Assert.Equal("Units = 30; Activation = Compiled.Activation.Relu", Print(model.Layers[0].Settings));
        Assert.Equal("Units = 10", Print(model.Layers[1].Settings));
        Assert.Equal("Loss = Compiled.Loss.MeanSquaredError; Metrics = [Compiled.Metric.MeanAbsoluteError]", Print(model.Settings));
        Assert.Equal("[28, 28]", model.Forward.Parameters[0].Shape!.Value.ToString());
        Assert.Equal("return Dense2(x: Dense1(x: Dense(x: input)));", SyntaxPrinter.Print(model.Forward));
        Assert.Equal("output", model.Outputs.Single().Name);
    }

    [Fact]
    public void ForwardIsReadWithItsLayers()
    {
        ReadResult result = GeneratorHarness.Read("WideAndDeep", Usings + """
            [Model(Loss = Loss.MeanSquaredError)]
            public sealed partial class WideAndDeep
            {
                [Dense(30, Activation = Activation.Relu)] private partial Tensor<float> Hidden1(Tensor<float> x);
                [Frozen, Dense(30)] protected internal partial Tensor<float> HiddenTwo(Tensor<float> features);
                [Dense(1)] private partial Tensor<float> Output(Tensor<float> x);

                public (Tensor<float> Main, Tensor<float> Side) Forward([Shape(8)] Tensor<float> features, [Shape] Tensor<float> other)
                {
                    var hidden = HiddenTwo(Hidden1(features));
                    return (Output(hidden * 2), Output(x: hidden + other));
                }
            }
            """);
        Assert.Empty(result.Diagnostics);
        ModelDeclaration model = result.Declaration!;
        Assert.False(model.IsChain);
        Assert.Equal(["hidden1", "hidden_two", "output"], model.Layers.Select(l => l.Name));
        Assert.Equal(["private partial", "protected internal partial", "private partial"], model.Layers.Select(l => l.Modifiers));
        Assert.Equal([false, true, false], model.Layers.Select(l => l.IsFrozen));
        Assert.Equal(["features"], model.Layers[1].Parameters);
        Assert.Equal(["[8]", "[]"], model.Forward.Parameters.Select(p => p.Shape!.Value.ToString()));
        Assert.Equal(
            """
            hidden := HiddenTwo(features: Hidden1(x: features));
            return (Output(x: (hidden * 2r)), Output(x: (hidden + other)));
            """,
            SyntaxPrinter.Print(model.Forward));
        Assert.Equal(["Main", "Side"], model.Outputs.Select(o => o.Name));
    }

    [Fact]
    public void BothFormsDeclareTheSame()
    {
        ModelDeclaration chain = GeneratorHarness.Read("Net", Usings + """
            [Model(Loss = Loss.MeanSquaredError)]
            [Input(8)]
            [Dense(30, Activation = Activation.Relu, KernelL2 = 0.1)]
            [Dropout(0.3, Name = "drop")]
            [Dense(1)]
            public partial class Net;
            """).Declaration!;
        ModelDeclaration forward = GeneratorHarness.Read("Net", Usings + """
            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                [Dense(30, Activation = Activation.Relu, KernelL2 = 0.1)] private partial Tensor<float> Dense(Tensor<float> x);
                [Dropout(0.3, Name = "drop")] private partial Tensor<float> Dropout(Tensor<float> x);
                [Dense(1, Name = "dense_1")] private partial Tensor<float> Dense1(Tensor<float> x);

                public Tensor<float> Forward([Shape(8)] Tensor<float> input) => Dense1(Dropout(Dense(input)));
            }
            """).Declaration!;
        Assert.Equal(WithoutPlaces(forward), WithoutPlaces(chain));
    }

    [Fact]
    public void LayersOfTokensKeepTheirType()
    {
        const string Source = Usings + """
            [Layer]
            public sealed partial class LookupAttribute(int classes) : LayerDefinition
            {
                [Weight("classes", "4")] private partial Tensor<float> Table { get; }
                public Tensor<float> Forward(Tensor<int> ids) => MatrixProduct(OneHot(ids, classes), Table);
            }

            [Model]
            public partial class Net
            {
                [Lookup(5)] private partial Tensor<float> Lookup(Tensor<int> ids);
                public Tensor<float> Forward([Shape] Tensor<int> id) => Lookup(id);
            }
            """;
        Assert.Equal(["ids"], GeneratorHarness.Read("Net", Source).Declaration!.Layers[0].IntegerParameters);
        GeneratorHarness.Run(Source).AssertClean();
    }

    /// <summary>The declaration in words, without what the forms may differ in: places and modifiers.</summary>
    private static string WithoutPlaces(ModelDeclaration model) => string.Join("\n", model.Layers
        .Select(l => $"{l.Name} {l.Member} {l.Kind} {Print(l.Settings)} {l.Parameters} {l.IsFrozen}")
        .Append(Print(model.Settings))
        .Append($"{model.Forward.Parameters[0].Name} {model.Forward.Parameters[0].Type} {model.Forward.Parameters[0].Shape}")
        .Append(SyntaxPrinter.Print(model.Forward))
        .Append(string.Join(", ", model.Outputs.Select(o => $"{o.Index} {o.Name} {Print(o.Settings)}"))));

    private static string Print(IEnumerable<Setting> settings) => string.Join("; ", settings.Select(s => $"{s.Name} = {s.Value}"));
}
