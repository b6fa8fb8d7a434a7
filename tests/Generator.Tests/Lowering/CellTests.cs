using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Recurrent layers of the user's own: <c>[Cell]</c>.</summary>
public class CellTests
{
    private const string OwnLstm = """
        [Cell]
        public sealed partial class OwnAttribute(int units) : CellDefinition
        {
            [Weight("x[-1]", "4 * units")] private partial Tensor<float> Kernel { get; }
            [Weight("units", "4 * units", Initializer = Initializer.Orthogonal)] private partial Tensor<float> RecurrentKernel { get; }
            [Weight("4 * units", Initializer = Initializer.Zeros)] private partial Tensor<float> Bias { get; }

            public (Tensor<float> Output, Tensor<float> H, Tensor<float> C) Step(Tensor<float> x, [State("units")] Tensor<float> h, [State("units")] Tensor<float> c)
            {
                Tensor<float> z = MatMul(x, Kernel) + Bias + MatMul(h, RecurrentKernel);
                Tensor<float> next = Sigmoid(Slice(z, 1, units, units)) * c + Sigmoid(Slice(z, 1, 0, units)) * Tanh(Slice(z, 1, 2 * units, units));
                Tensor<float> output = Sigmoid(Slice(z, 1, 3 * units, units)) * Tanh(next);
                return (output, output, next);
            }
        }

        """;

    private const string Total = """
        [Cell]
        public sealed partial class TotalAttribute(float factor = 1) : CellDefinition
        {
            public (Tensor<float> Output, Tensor<float> Sum) Step(Tensor<float> x, [State("x[-1]")] Tensor<float> sum) => (factor * (sum + x) - x, sum + x);
        }

        """;

    /// <summary>Every option that a built-in layer has, through the same graph: the same numbers to the last bit.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(", ReturnSequences = true")]
    [InlineData(", ReturnSequences = true, GoBackwards = true")]
    [InlineData(", Bidirectional = Bidirectional.Concat")]
    [InlineData(", Bidirectional = Bidirectional.Sum, ReturnSequences = true")]
    [InlineData(", TimeDistributed = true", "2, 4, 3")]
    public void TheUsersOwnLstmIsTheBuiltInOne(string settings, string shape = "4, 3")
    {
        string Chain(string layer) => $"[Model]\n[Input({shape})]\n[{layer}(2{settings})]\npublic partial class Net;";
        Assert.Equal(Predict(LoweringHarness.Model(Chain("LSTM"))), Predict(LoweringHarness.Model(OwnLstm + Chain("Own"))));
    }

    [Fact]
    public void StatesGoInAndOut()
    {
        static string Net(string layer) => $$"""
            [Model]
            public partial class Net
            {
                [{{layer}}(2)] private partial (Tensor<float> y, Tensor<float> h, Tensor<float> c) Run(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x, [Shape(2)] Tensor<float> h)
                {
                    (Tensor<float> y, Tensor<float> last, Tensor<float> c) = Run(x, h, h);
                    return Concatenate(y, last, c);
                }
            }
            """;
        Assert.Equal(Predict(LoweringHarness.Model(Net("LSTM"))), Predict(LoweringHarness.Model(OwnLstm + Net("Own"))));
    }

    /// <summary>Worked by hand: x is 1, 2, 4; the sums are 1, 3, 7; an output is twice the sum less x.</summary>
    [Theory]
    [InlineData("Total(2)", new double[] { 10 })]
    [InlineData("Total(2, ReturnSequences = true)", new double[] { 1, 4, 10 })]
    [InlineData("Total(2, ReturnSequences = true, GoBackwards = true)", new double[] { 4, 10, 13 })]
    [InlineData("Total", new double[] { 3 })]
    public void AStepIsWhatItSays(string layer, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model($"{Total}[Model]\n[Input(3, 1)]\n[{layer}]\npublic partial class Net;");
        Assert.Equal(expected, new GraphInterpreter<double>(1, (_, _) => (double[])[1, 2, 4]).Run(model.Inference, OutputKind.Prediction, 0));
    }

    [Theory]
    [InlineData("public int Steps => 1;", "no method 'Step'")]
    [InlineData("public Tensor<float> Run(Tensor<float> x) => x;", "a method 'Run' where 'Step' is looked for")]
    [InlineData("public (Tensor<float>, Tensor<float>) Step(Tensor<float> x, [State(\"2\")] Tensor<float> h) => (x, h); public (Tensor<float>, Tensor<float>) Step(Tensor<float> x, [State(\"2\")] Tensor<float> h, [State(\"2\")] Tensor<float> c) => (x, h);", "several methods 'Step'")]
    [InlineData("public Tensor<float> Step(Tensor<float> x) => x;", "without states")]
    [InlineData("public (Tensor<float>, Tensor<float>) Step(Tensor<float> x, Tensor<float> h) => (x, h);", "'h' has no [State]")]
    [InlineData("public (Tensor<float>, Tensor<float>) Step([State(\"2\")] Tensor<float> x, [State(\"2\")] Tensor<float> h) => (x, h);", "'x', the step's input, is marked as a state")]
    [InlineData("public (Tensor<float>, Tensor<float>, Tensor<float>) Step(Tensor<float> x, [State(\"2\")] Tensor<float> h) => (x, h, h);", "with 1 state that returns 3 tensors")]
    [InlineData("public Tensor<float> Step(Tensor<float> x, [State(\"2\")] Tensor<float> h) => x;", "with 1 state that returns 1 tensor")]
    [InlineData("public (Tensor<float>, Tensor<float>) Step(Tensor<int> x, [State(\"2\")] Tensor<float> h) => (h, h);", "takes Tensor<int> x")]
    [InlineData("public static (Tensor<float>, Tensor<float>) Step(Tensor<float> x, [State(\"2\")] Tensor<float> h) => (x, h);", "is static")]
    public void ACellOfAnUnfitFormIsRefused(string members, string named)
    {
        Microsoft.CodeAnalysis.Diagnostic found = Assert.Single(GeneratorHarness.Run($$"""
        using System.Numerics.Tensors;
        using Compiled;

        [Cell]
        public sealed partial class BadAttribute : CellDefinition
        {
            {{members}}
        }

        [Model]
        [Input(4, 3)]
        [Bad]
        public partial class Net;
        """).Diagnostics);
        Assert.Equal("CMP0038", found.Id);
        Assert.Contains(named, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A refused layer still has the other half of its class: C# adds nothing of its own.</summary>
    [Theory]
    [InlineData("CMP0038", "Cell", "CellDefinition", "public (Tensor<float>, Tensor<float>) Step(Tensor<float> x, Tensor<float> h) => (h, h + Ops.MatMul(x, Kernel));")]
    [InlineData("CMP0038", "Cell", "CellDefinition", "public Tensor<float> Step(Tensor<float> x) => Ops.MatMul(x, Kernel);")]
    [InlineData("CMP0033", "Layer", "LayerDefinition", "public Tensor<float> Run(Tensor<float> x) => Ops.MatMul(x, Kernel);")]
    public void WhatIsRefusedHasNoFurtherErrors(string id, string mark, string definition, string method)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;

            [{{mark}}]
            public sealed partial class BadAttribute(int units) : {{definition}}
            {
                [Weight("x[-1]", "units")] private partial Tensor<float> Kernel { get; }
                {{method}}
            }

            [Model]
            [Input(4, 3)]
            [Bad(3)]
            public partial class Net;
            """);
        Assert.Equal(id, Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.CompilerDiagnostics);
    }

    /// <summary>C# warns of a parameter that no code reads, and does not see those that stand in sizes.</summary>
    [Theory]
    [InlineData("int units", "3", "Tanh(MatMul(x, Kernel)) + h")]
    [InlineData("int units, double rate", "3, 0.5", "Tanh(MatMul(x, Kernel)) + h * (float)rate")]
    [InlineData("int units, bool isBounded = true", "3", "(isBounded ? Tanh(MatMul(x, Kernel)) : MatMul(x, Kernel)) + h")]
    public void OptionsOfSizesAloneAreNoWarning(string parameters, string arguments, string next) => GeneratorHarness.Run($$"""
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        [Cell]
        public sealed partial class OwnAttribute({{parameters}}) : CellDefinition
        {
            [Weight("x[-1]", "units")] private partial Tensor<float> Kernel { get; }
            public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State("units")] Tensor<float> h) => (h, {{next}});
        }

        [Model]
        [Input(4, 3)]
        [Own({{arguments}})]
        public partial class Net;
        """).AssertClean();

    [Theory]
    [InlineData("CMP0115", "[State(\"y[1]\")] Tensor<float> h", "(h, h)", "no tensor 'y'")]
    [InlineData("CMP0123", "[State(\"2\")] Tensor<float> h", "(h, x)", "'h' as (batch, 3), but that state is (batch, 2)")]
    [InlineData("CMP0123", "[State(\"2\")] Tensor<float> h", "(W, h)", "an output (5)")]
    public void AStateOfAnUnfitShapeIsRefused(string id, string state, string result, string named) => Assert.Contains(named, LoweringHarness.Finding(id, $$"""
        [Cell]
        public sealed partial class BadAttribute : CellDefinition
        {
            [Weight("5")] private partial Tensor<float> W { get; }
            public (Tensor<float>, Tensor<float>) Step(Tensor<float> x, {{state}}) => {{result}};
        }

        [Model]
        [Input(4, 3)]
        [Bad]
        public partial class Net;
        """).Message);

    /// <summary>Stepped together or one after the other: the same numbers, since no cell sees a later one.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("ReturnSequences = true", "ReturnSequences = true")]
    public void StackedCellsAreStackedLayers(string stacked, string last)
    {
        static string Net(string layers) => $"{OwnLstm}[Model]\n[Input(4, 3)]\n{layers}\npublic partial class Net;";
        LoweredModel together = LoweringHarness.Model(Net($"[StackedCells(3{Behind(stacked)})] [GRU(2)] [Own(3)] [GRU(4, UseBias = false)]"));
        LoweredModel alone = LoweringHarness.Model(Net($"[GRU(2, ReturnSequences = true)] [Own(3, ReturnSequences = true)] [GRU(4, UseBias = false{Behind(last)})]"));
        Assert.Equal(Predict(alone), Predict(together));
        Assert.Equal(alone.Parameters.Select(p => p.Shape), together.Parameters.Select(p => p.Shape));
        Assert.Equal(
            ["stacked_cells/gru_kernel", "stacked_cells/own_kernel", "stacked_cells/gru_1_kernel"],
            together.Parameters.Where(p => p.Role is "gru_kernel" or "own_kernel" or "gru_1_kernel").Select(p => p.Name));

        static string Behind(string setting) => setting.Length == 0 ? "" : ", " + setting;
    }

    [Theory]
    [InlineData("CMP0039", "[StackedCells(3)] [LSTM(2)] [GRU(2)]", "there are 2")]
    [InlineData("CMP0039", "[StackedCells(2)] [LSTM(2)] [Dense(2)]", "[Dense] is no recurrent layer")]
    [InlineData("CMP0039", "[StackedCells(2)] [LSTM(2)] [StackedCells(1)] [GRU(2)]", "[StackedCells] is no recurrent layer")]
    [InlineData("CMP0039", "[StackedCells(0)] [LSTM(2)]", "at least one")]
    [InlineData("CMP0114", "[StackedCells(1)] [LSTM(2, GoBackwards = true)]", "set it on [StackedCells]")]
    [InlineData("CMP0114", "[StackedCells(1)] [LSTM(2, Stateful = true)]", "set it on [StackedCells]")]
    [InlineData("CMP0018", "[StackedCells(2)] [LSTM(2, Name = \"a\")] [LSTM(2, Name = \"a\")]", "named 'a'")]
    [InlineData("CMP0100", "[StackedCells(2)] [LSTM(2)] [ConvLSTM2D(2, 3)]", "its cell 'conv_lstm2d' takes (batch, height, width, channels)")]
    public void CellsThatDoNotStackAreRefused(string id, string layers, string named)
    {
        Microsoft.CodeAnalysis.Diagnostic[] found = [.. GeneratorHarness.Run($"""
            using Compiled;

            [Model]
            [Input(4, 3)]
            {layers}
            public partial class Net;
            """).Diagnostics.Where(d => d.Id == id)];
        Assert.Contains(named, Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static double[] Predict(LoweredModel model) => new GraphInterpreter<double>(3, (op, length) => op switch
    {
        Parameter p when !model.Parameters[p.Index].Role.Contains("bias", StringComparison.Ordinal) => Wave(Math.Cos, length),
        _ => Wave(Math.Sin, length),
    }).Run(model.Inference, OutputKind.Prediction, 0);

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];
}
