using Compiled.Generator.Emitting;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Tests.Backend;

public class ShaderTests
{
    [Theory]
    [InlineData(1.0, "1.0f")]
    [InlineData(-2.0, "-2.0f")]
    [InlineData(0.5, "0.5f")]
    [InlineData(1e-7, "1E-07f")]
    [InlineData(double.PositiveInfinity, "asfloat(0x7f800000u)")]
    [InlineData(double.NegativeInfinity, "asfloat(0xff800000u)")]
    [InlineData(double.NaN, "asfloat(0x7fc00000u)")]
    public void A_constant_is_a_literal_of_hlsl(double value, string expected) => Assert.Equal(expected, HlslPrinter.Constant(value));

    [Fact]
    public void An_expression_is_printed_with_the_operators_of_hlsl()
    {
        ScalarExpression x = new ScalarVariable("x");
        Assert.Equal("((x < 0.0f) ? (-x) : (x * 2.0f))", HlslPrinter.Print(ScalarExpression.Select(ScalarExpression.Less(x, 0), -x, x * 2)));
        Assert.Equal("Tanh((x + 1.0f))", HlslPrinter.Print(ScalarExpression.Call(ScalarFunction.Tanh, x + 1)));
    }

    /// <summary>A function that is printed by name is a template, or one of the language's own.</summary>
    [Fact]
    public void Every_scalar_function_has_its_hlsl()
    {
        ScalarExpression[] x = [new ScalarVariable("x"), new ScalarVariable("y"), new ScalarVariable("z")];
        foreach (ScalarFunction function in Enum.GetValues<ScalarFunction>())
        {
            string text = HlslPrinter.Print(new ScalarCall(function, x));
            if (char.IsUpper(text[0]))
            {
                Assert.Contains(text.Substring(0, text.IndexOf('(')), ShaderTemplate.Functions);
            }
        }
    }

    [Fact]
    public void A_function_comes_with_those_that_it_calls_before_it()
    {
        string functions = ShaderTemplate.FunctionsOf("float y = Sigmoid(x);");
        Assert.True(functions.IndexOf("float ExpOfReduced(", StringComparison.Ordinal) < functions.IndexOf("float Exp(", StringComparison.Ordinal));
        Assert.True(functions.IndexOf("float Exp(", StringComparison.Ordinal) < functions.IndexOf("float Sigmoid(", StringComparison.Ordinal));
        Assert.DoesNotContain("float Tanh(", functions, StringComparison.Ordinal);
        Assert.Equal("", ShaderTemplate.FunctionsOf("y = exp(x) + MyExp(x);"));
    }

    [Fact]
    public void Names_are_ascii_and_no_words_of_hlsl()
    {
        var names = new HlslNames(HlslNames.Reserved);
        Assert.Equal("sample2", names.Unique("sample"));
        Assert.Equal("params", names.Unique("@params"));
        Assert.Equal("gru00f6u00dfe", names.Unique("größe"));
        Assert.Equal("gru00f6u00dfe2", names.Inner().Unique("größe"));
        Assert.Equal("_1", names.Unique("1"));
    }

    [Theory]
    [InlineData(1, 256, 1)]
    [InlineData(10, 256, 8)]
    [InlineData(784, 256, 256)]
    [InlineData(3, 8, 2)]
    public void A_row_is_shared_by_no_more_threads_than_it_has_elements(int elements, int most, int expected) => Assert.Equal(expected, ShaderKernelEmitter.Lanes(elements, most));

    [Fact]
    public void A_row_of_unknown_length_is_shared_by_all() => Assert.Equal(256, ShaderKernelEmitter.Lanes(Dimension.Batch, 256));

    /// <summary>A kernel that reads what the last one wrote waits; one that shares nothing with it does not.</summary>
    [Fact]
    public void Barriers_stand_between_kernels_that_depend_on_each_other()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8, 3)))), y = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 8, 3))));
        Value left = x.Apply(new Transpose(EquatableArray.Of(0, 2, 1))), right = y.Apply(new Transpose(EquatableArray.Of(0, 2, 1)));
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new MatrixProduct(false, true), left, right));
        Program program = Scheduler.Schedule("Infer", builder.ToGraph());
        Assert.Equal([nameof(Transpose), nameof(Transpose), nameof(MatrixProduct)], program.Kernels.Select(k => k.Root.Operator.GetType().Name));
        Assert.Equal([false, false, true], Hazards.Barriers(program));
    }

    /// <summary>Memory that is used again must not be written while its last reader runs.</summary>
    [Fact]
    public void Barriers_keep_memory_that_is_used_again()
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10));
        IReadOnlyList<bool> barriers = Hazards.Barriers(program);
        Dictionary<int, Compiled.Generator.Programs.Buffer> buffers = program.Buffers.ToDictionary(b => b.Node);
        long Batch(string _) => 32;
        for (int later = 0; later < program.Kernels.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                bool reuses = program.Kernels[later].Results.Any(w => program.Kernels[earlier].Results.Concat(program.Kernels[earlier].Inputs.Select(program.Graph.Owner))
                    .Where(buffers.ContainsKey).Any(r => Overlap(buffers[w], buffers[r])));
                Assert.True(!reuses || barriers.Skip(earlier + 1).Take(later - earlier).Any(b => b), $"kernels {earlier} and {later} share memory without a barrier between them");
            }
        }

        bool Overlap(Compiled.Generator.Programs.Buffer a, Compiled.Generator.Programs.Buffer b) => a.Storage == Storage.Workspace && b.Storage == Storage.Workspace
            && a.Offset.Evaluate(Batch) < b.Offset.Evaluate(Batch) + b.Length.Evaluate(Batch)
            && b.Offset.Evaluate(Batch) < a.Offset.Evaluate(Batch) + a.Length.Evaluate(Batch);
    }
}
