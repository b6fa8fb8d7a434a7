using System.Globalization;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Reading;

/// <summary>What the compiler cannot take is underlined exactly, and the message says what to write instead.</summary>
public class UnsupportedCodeTests
{
    [Theory]
    [InlineData("do { x = x * 2; } while (false); return x;", "CMP0023", "do { x = x * 2; } while (false);", "write a 'for' over a compile-time bound")]
    [InlineData("switch (x.Rank) { default: return x; }", "CMP0023", "switch (x.Rank) { default: return x; }", "write 'if' and 'else'")]
    [InlineData("throw new Exception();", "CMP0023", "throw new Exception();", "shapes are checked while the project builds")]
    [InlineData("using var s = new System.IO.MemoryStream(); return x;", "CMP0023", "using var s = new System.IO.MemoryStream();", "declare the local")]
    [InlineData("Hidden(x); return x;", "CMP0023", "Hidden(x)", "assign the result to a local")]
    [InlineData("_count = 3; return x;", "CMP0023", "_count = 3", "assign to a local")]
    [InlineData("int[] a = [1]; a[0] = 2; return x * a[0];", "CMP0023", "a[0] = 2", "'[.. array, value]'")]
    [InlineData("int k = 1; return Add(x); Tensor<float> Add(Tensor<float> y) { k = 2; return y * k; }", "CMP0023", "k = 2", "return it")]
    [InlineData("return x < 2 ? x : -x;", "CMP0024", "x < 2", "Select(Less(x, 2), …, …)")]
    [InlineData("if (x == x * 2) return x; return -x;", "CMP0024", "x == x * 2", "Select(EqualTo(x, x * 2), …, …)")]
    [InlineData("if (true && !(Mean(x) >= 1f)) return x; return -x;", "CMP0024", "Mean(x) >= 1f", "combine them with Select(GreaterOrEqual(Mean(x), 1f), …, …)")]
    [InlineData("while (Sum(x) > 0f) { x = x - 1; } return x;", "CMP0024", "Sum(x) > 0f", "write a 'for' with a fixed count")]
    [InlineData("for (int i = 0; x < i; i++) { x = x - 1; } return x;", "CMP0024", "x < i", "'x = Select(Less(x, i), next, x)'")]
    [InlineData("bool isSmall = x < 2; return x;", "CMP0024", "x < 2", "write Less(x, 2), a mask of zeros and ones")]
    [InlineData("Console.WriteLine(x); return x;", "CMP0025", "Console.WriteLine(x)", "does not run in the compiled program: remove it, and look at values with a breakpoint here and model.Interpret(…)")]
    [InlineData("System.Diagnostics.Debug.Assert(x.Rank == 2); return x;", "CMP0025", "System.Diagnostics.Debug.Assert(x.Rank == 2)", "does not run in the compiled program")]
    [InlineData("return Concatenate(Enumerable.Range(0, 3).Select(i => x * i).ToArray());", "CMP0025", "Enumerable.Range(0, 3).Select(i => x * i).ToArray()", "write a 'for' loop with a fixed count")]
    [InlineData("var all = new List<Tensor<float>>(); return x;", "CMP0024", "new List<Tensor<float>>()", "use an array or a tuple")]
    [InlineData("List<Tensor<float>> all = []; all.Add(x); return x;", "CMP0025", "all.Add(x)", "'[.. array, c]' is the array with one more")]
    [InlineData("foreach (var row in x) { return x; } return -x;", "CMP0110", "x", "write a 'for' loop with a fixed count and Slice(x, axis, i, 1)")]
    [InlineData("return Sofmax(x);", "CMP0025", "Sofmax(x)", "did you mean 'Softmax'?")]
    [InlineData("return Hiden(x);", "CMP0025", "Hiden(x)", "did you mean 'Hidden'?")]
    [InlineData("return x[0, 0] * x;", "CMP0024", "x[0, 0]", "write Slice(x, axis, start, length)")]
    [InlineData("var c = x.IsEmpty; return x;", "CMP0024", "x.IsEmpty", "Rank and Lengths")]
    [InlineData("return x * _count;", "CMP0024", "_count", "write a 'const'")]
    [InlineData("int i = 0; return x * i++;", "CMP0024", "i++", "a statement of its own")]
    [InlineData("var all = new float[3]; return x;", "CMP0024", "new float[3]", "list them")]
    [InlineData("object o = x; return o is Tensor<float> t ? t : x;", "CMP0024", "o is Tensor<float> t", "compare compile-time values")]
    [InlineData("return Inner.Forward(x, x);", "CMP0025", "Inner.Forward(x, x)", "pass Tensor<float> input")]
    [InlineData("return Part(Inner);", "CMP0024", "Inner", "call Inner.Forward(…)")]
    [InlineData("return Twice(ref x);", "CMP0024", "ref x", "return the result instead")]
    [InlineData("return x * new Random().NextSingle();", "CMP0025", "new Random().NextSingle()", "call operators of Compiled.Ops")]
    [InlineData("return System.Numerics.Tensors.Tensor.Sin<float>(x);", "CMP0025", "System.Numerics.Tensors.Tensor.Sin<float>(x)", "'Sin(…)'")]
    [InlineData("return Missing(x);", "CMP0025", "Missing(x)", "no such method is known here")]
    [InlineData("return x * missing;", "CMP0024", "missing", "no such value is known here")]
    [InlineData("var y = x; y *= 2; return y;", "CMP0036", "y *= 2", "write 'y = y * 2'")]
    [InlineData("var y = x; y[0, 1] = 1f; return y;", "CMP0036", "y[0, 1] = 1f", "write 'y = Where(mask, 1f, y)'")]
    public void ItIsUnderlinedAndExplained(string body, string id, string place, string instead)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;
            using static Compiled.Ops;

            [Model, Input(4), Dense(4)]
            public partial class Inner;

            [Model]
            public partial class Net
            {
                private int _count = 2;
                private partial Inner Inner { get; }
                [Dense(4)] private partial Tensor<float> Hidden(Tensor<float> x);
                private static Tensor<float> Twice(ref Tensor<float> x) => x * 2;
                private static Tensor<float> Part(Inner inner) => inner.Forward(null!);

                public Tensor<float> Forward([Shape(4)] Tensor<float> x)
                {
                    {{body}}
                }
            }
            """);
        Assert.Null(result.Exception);
        Diagnostic diagnostic = result.Diagnostics.First();
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(place, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Contains(instead, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CMP0024", "keep it in a local", "return {0};", "x", " + x")]
    [InlineData("CMP0024", "keep it in a local", "return x.Rank == 2{0} ? x : -x;", "", " && x.Rank == 2")]
    [InlineData("CMP0023", "move it into a method", "if (x.Rank == 0) return x;{0} return -x;", "", " else if (x.Rank == 1) return x;")]
    public void CodeTooDeepIsRefused(string id, string instead, string body, string first, string more)
    {
        GeneratorResult result = GeneratorHarness.Run(Deep(body.Replace("{0}", first + string.Concat(Enumerable.Repeat(more, 1_000)), StringComparison.Ordinal)));
        Assert.Null(result.Exception);
        Diagnostic diagnostic = result.Diagnostics.First(d => d.Id == id);
        Assert.Contains(instead, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>What is just not too deep can be compared on a quarter of the smallest stack that .NET threads usually have.</summary>
    [Fact]
    public void TheDeepestCodeIsComparedOnASmallStack()
    {
        string source = Deep("return x" + string.Concat(Enumerable.Repeat(" + x", BodyReader.DepthLimit - 2)) + ";");
        ReadResult one = GeneratorHarness.Read("Net", source), other = GeneratorHarness.Read("Net", source);
        Assert.Empty(one.Diagnostics);
        bool areEqual = false;
        var thread = new Thread(() => areEqual = one.Declaration!.Equals(other.Declaration) && one.Declaration.GetHashCode() == other.Declaration!.GetHashCode(), 1 << 18);
        thread.Start();
        thread.Join();
        Assert.True(areEqual);
    }

    private static string Deep(string body) => $$"""
        using System.Numerics.Tensors;
        using Compiled;

        [Model]
        public partial class Net
        {
            public Tensor<float> Forward([Shape(4)] Tensor<float> x)
            {
                {{body}}
            }
        }
        """;
}
