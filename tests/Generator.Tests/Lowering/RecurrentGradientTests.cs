using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// Gradients of weights, inputs and states to begin with beside PyTorch 1.13, of one and both directions, of all steps and the last, with
/// masks as packed lengths: tests/Oracle/recurrent_gradients.csv, made by recurrent_gradients.py, which says what the numbers are.
/// </summary>
public class RecurrentGradientTests
{
    private const int Samples = 3;

    private static readonly string[] _rows = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Oracle", "recurrent_gradients.csv")).Skip(1)];

    [Theory]
    [InlineData("SimpleRNN")]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    public void GradientsAreThoseOfPyTorch(string cell)
    {
        string[][] rows = [.. _rows.Select(row => row.Split(';')).Where(columns => columns[1].StartsWith(cell, StringComparison.Ordinal))];
        Assert.Equal(48, rows.Length);
        foreach (string[] columns in rows)
        {
            Dictionary<string, double> actual = Sums(columns[0], columns[1], cell);
            Assert.Equal(columns.Skip(2).Select(c => c.Split('=')[0]).Order(), actual.Keys.Order());
            foreach (string[] sum in columns.Skip(2).Select(c => c.Split('=')))
            {
                double expected = double.Parse(sum[1], CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(expected - actual[sum[0]]) <= 1e-12 * (1 + Math.Abs(expected)), $"{columns[0]} {columns[1]}: {sum[0]} is {actual[sum[0]]}, not {sum[1]}");
            }
        }
    }

    /// <summary>The sums that a row names, by the interpreter over the differentiated graph as the passes leave it.</summary>
    private static Dictionary<string, double> Sums(string scenario, string layer, string cell)
    {
        int directions = layer.Contains("Bidirectional", StringComparison.Ordinal) ? 2 : 1;
        int states = scenario.Contains("start", StringComparison.Ordinal) || scenario == "states" ? directions * (cell == "LSTM" ? 2 : 1) : 0;
        LoweredModel model = LoweringHarness.Model(Source(scenario, layer, states));
        IReadOnlyDictionary<(OutputKind, int), double[]> results = new GraphInterpreter<double>(Samples, Leaf).RunOutputs(OracleSums.Differentiated(model, 1 + states));
        var sums = new Dictionary<string, double> { ["y"] = OracleSums.Of(results[(OutputKind.Prediction, 0)], 3), ["x"] = OracleSums.Of(results[(OutputKind.InputGradient, 0)], 1) };
        for (int state = 1; state <= states; state++)
        {
            sums[$"state_{state}"] = OracleSums.Of(results[(OutputKind.InputGradient, state)], 1);
        }

        foreach (ParameterInfo parameter in model.Parameters)
        {
            sums[parameter.Role] = OracleSums.Of(results[(OutputKind.Gradient, parameter.Index)], 1);
        }

        return sums;

        Array Leaf(Operator leaf, int length) => leaf switch
        {
            Input input when input.Index == 1 + states => (double[])[1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0],
            Input { Index: 0 } => OracleSums.Wave(Math.Sin, 1, length, 1),
            Input input => OracleSums.Wave(Math.Cos, input.Index, length, input.Index),
            Target => OracleSums.Wave(Math.Sin, 2, length, 1),
            Parameter parameter => Weight(model.Parameters[parameter.Index].Role, length),
            _ => throw new InvalidOperationException($"{leaf} has no value"),
        };
    }

    private static double[] Weight(string role, int length) =>
        OracleSums.Wave(role.EndsWith("bias", StringComparison.Ordinal) ? Math.Sin : Math.Cos, role.StartsWith("backward_", StringComparison.Ordinal) ? 2 : 1, length, 1);

    private static string Source(string scenario, string layer, int states)
    {
        bool isPacked = scenario.EndsWith("packed", StringComparison.Ordinal), returnsStates = scenario == "states";
        string[] initial = [.. Enumerable.Range(1, states).Select(i => $"s{i}")], last = [.. initial.Select(s => $"last{s}")];
        string call = $"Read({string.Join(", ", initial.Prepend(isPacked ? "WithMask(x, mask)" : "x"))})";
        string padding = isPacked && layer.Contains("ReturnSequences", StringComparison.Ordinal) ? " * ExpandDims(mask, 2)" : "";
        return $$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial {{(returnsStates ? $"(Tensor<float> y, {string.Join(", ", last.Select(s => $"Tensor<float> {s}"))})" : "Tensor<float>")}} Read({{Parameters("", "")}});
                public Tensor<float> Forward({{Parameters("[Shape(4, 3)] ", "[Shape(2)] ")}}{{(isPacked ? ", [Shape(4)] Tensor<float> mask" : "")}})
                {
                    {{(returnsStates ? $"(_, {string.Join(", ", last.Select(s => $"Tensor<float> {s}"))}) = {call};" : "")}}
                    return {{(returnsStates ? states == 1 ? last[0] : $"Concatenate({string.Join(", ", last)})" : call + padding)}};
                }
            }
            """;

        string Parameters(string sequence, string state) => string.Join(", ", initial.Select(s => $"{state}Tensor<float> {s}").Prepend($"{sequence}Tensor<float> x"));
    }
}
