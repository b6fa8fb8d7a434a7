using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Reading;

/// <summary>Every construct that <c>Forward</c> may use, with what it is read as.</summary>
public class BodyReaderTests
{
    private const string Head = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        [Model]
        [Input(3)]
        [Dense(2)]
        public partial class Inner;

        public static class Library
        {
            public const int Width = 4;
            public static readonly float[] Scales = [1, 2];
            public static Tensor<T> Twice<T>(Tensor<T> x, T factor) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Multiply(Multiply(x, factor), T.CreateChecked(2) * T.One);
            public static Tensor<float> Scaled(this Tensor<float> x, float by = 3, params Tensor<float>[] others) => x * by;
        }

        [Model]
        public partial class Net
        {
            private const float Half = 0.5f;
            private partial Inner Inner { get; }
            [Dense(4)] private partial Tensor<float> Hidden(Tensor<float> x);
            [Dense(4)] private partial Tensor<float> Merge(Tensor<float> a, Tensor<float> b);
            private Tensor<float> Block(Tensor<float> x) => Hidden(x);

            public Tensor<float> Forward([Shape(4, 8)] Tensor<float> x, [Shape(4)] Tensor<int> ids)
            {

        """;

    [Theory]
    [InlineData("return -x * 2 / (1 - x) + +x;", "return (((-x * 2r) / (1r - x)) + +x);")]
    [InlineData("return x * (Half + Library.Width);", "return (x * 4.5);")]
    [InlineData("int n = 7; float f = n; n /= 2; n *= 1.5f; f += n; n++; --n; return x * f;",
        "n := 7;\nf := (float)n;\nn = (n / 2);\nn = (int)(n * 1.5);\nf = (f + (float)n);\nn = (n + 1);\nn = (n - 1);\nreturn (x * f);")]
    [InlineData("return this.Hidden(x: Hidden(x));", "return Hidden(x: Hidden(x: x));")]
    [InlineData("return Merge(b: x, a: Hidden(x));", "return Merge(b: x, a: Hidden(x: x));")]
    [InlineData("var h = Inner.Forward(x); h = h + 1; return Hidden(h);", "h := Member:Inner(input: x);\nh = (h + 1);\nreturn Hidden(x: h);")]
    [InlineData("var h = Inner.Forward(x); return Concatenate(h, Relu(h));", "h := Member:Inner(input: x);\nreturn Operator:Concatenate(tensors: [h, Operator:Relu(x: h)]);")]
    [InlineData("return Concatenate(x, Relu(x));", "return Operator:Concatenate(tensors: [x, Operator:Relu(x: x)]);")]
    [InlineData("return Ops.Concatenate(1, [x, x]);", "return Operator:Concatenate(axis: 1, tensors: [x, x]);")]
    [InlineData("return ReduceSum(x, [1]);", "return Operator:ReduceSum(x: x, axes: [1], keepDimensions: false);")]
    [InlineData("int n = (int)x.Lengths[1]; var r = x.Rank; return x * n;", "n := (int)lengths(x)[1];\nr := count(x);\nreturn (x * (float)n);")]
    [InlineData("var n = x.Lengths[^1] + x.Lengths.Length; return x * n;", "n := (lengths(x)[(count(x) - 1)] + count(x));\nreturn (x * (float)n);")]
    [InlineData("var (a, _) = (x, 1); (Tensor<float> p, int q) pair = (a, 2); (a, var c) = pair; return a * pair.q + pair.Item1 * c;",
        "(a, ) = (x, 1);\npair := (a, 2);\n(a, c) = pair;\nreturn ((a * (float)pair.1) + (pair.0 * (float)c));")]
    [InlineData("for (int i = 0, j = 3; i < Library.Width; i++) { x = Hidden(x); } return x;",
        "for i := 0; j := 3; (i < 4); i = (i + 1); { x = Hidden(x: x); }\nreturn x;")]
    [InlineData("int i = 0; while (i < 3) { x = x + 1; i++; } return x;", "i := 0;\nfor  (i < 3);  { x = (x + 1r); i = (i + 1); }\nreturn x;")]
    [InlineData("foreach (var s in Library.Scales) x = x * s; return x;", "foreach s in [1r, 2r] { x = (x * s); }\nreturn x;")]
    [InlineData("int n = 3; if (n > 2 && !(n == 3)) return x; else if (n % 2 != 0) { return -x; } return n < 4 ? x : -x;",
        "n := 3;\nif ((n > 2) && !(n == 3)) { return x; } else { if ((n % 2) != 0) { return -x; } }\nreturn ((n < 4) ? x : -x);")]
    [InlineData("const int n = 5; return x * n;", "return (x * 5r);")]
    [InlineData("Tensor<float>[] all = [x, x]; all = [.. all, -x]; var other = new[] { x }; Tensor<float>[] more = new Tensor<float>[] { x }; return all[^1] + all[0] * all.Length;",
        "all := [x, x];\nall = [..all, -x];\nother := [x];\nmore := [x];\nreturn (all[(count(all) - 1)] + (all[0] * (float)count(all)));")]
    [InlineData("int n = 2; return n switch { 1 => x, >= 2 and < 4 => -x, _ => x + 1 };", "n := 2;\nreturn ((n == 1) ? x : (((n >= 2) && (n < 4)) ? -x : (x + 1r)));")]
    [InlineData("int n = 2; var s = MathF.Sqrt(n) + Math.Max(n, 3); return x / s;", "n := 2;\ns := (Math:Sqrt(x: (float)n) + (float)Math:Max(val1: n, val2: 3));\nreturn (x / s);")]
    [InlineData("return Block(x)!;", "return Method:Net.Block(System.Numerics.Tensors.Tensor<float>)(x: x);")]
    [InlineData("return x.Scaled();", "return Method:Library.Scaled(System.Numerics.Tensors.Tensor<float>, float, System.Numerics.Tensors.Tensor<float>[])(x: x, by: 3r, others: []);")]
    [InlineData("return x.Scaled(2, x, x);", "return Method:Library.Scaled(System.Numerics.Tensors.Tensor<float>, float, System.Numerics.Tensors.Tensor<float>[])(x: x, by: 2r, others: [x, x]);")]
    [InlineData("int k = 2; return Add(x, 1); Tensor<float> Add(Tensor<float> y, int n) { return y * (k + n); }", "k := 2;\nreturn Method:Net.Forward(System.Numerics.Tensors.Tensor<float>, System.Numerics.Tensors.Tensor<int>)/Add(y: x, n: 1, k: k);")]
    [InlineData("return Library.Twice(x, 3);", "return Method:Library.Twice<T>(System.Numerics.Tensors.Tensor<T>, T) with float(x: x, factor: 3r);")]
    [InlineData("return x * (float)(double)T(ids);\n static int T(Tensor<int> i) => i.Rank;", "return (x * (float)(double)Method:Net.Forward(System.Numerics.Tensors.Tensor<float>, System.Numerics.Tensors.Tensor<int>)/T(i: ids));")]
    public void BodiesAreReadAsValues(string body, string expected)
    {
        ReadResult result = Read(body);
        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        Assert.NotNull(result.Declaration);
        Assert.Equal(expected, SyntaxPrinter.Print(result.Declaration.Forward));
    }

    [Fact]
    public void GenericMethodsAreReadWithTheirTypeArguments()
    {
        var method = Read("return Library.Twice(x, 3);").Declaration!.Methods.Single();
        Assert.Equal(["Tensor<float>", "float"], method.Parameters.Select(p => p.Type));
        Assert.Equal("return Operator:Multiply(left: Operator:Multiply(left: x, right: factor), right: ((float)2 * 1r));", SyntaxPrinter.Print(method));
    }

    [Fact]
    public void LocalFunctionsTakeWhatTheyCaptureAsParameters()
    {
        var method = Read("int k = 2; return Add(x); Tensor<float> Add(Tensor<float> y) => Inside(y); Tensor<float> Inside(Tensor<float> z) => z * k;").Declaration!.Methods;
        Assert.Equal(2, method.Count);
        Assert.All(method, m => Assert.Equal("k", m.Parameters[1].Name));
        Assert.EndsWith("(z: y, k: k);", SyntaxPrinter.Print(method[0]), StringComparison.Ordinal);
    }

    private static ReadResult Read(string body) => GeneratorHarness.Read("Net", Head + body + "\n}\n}");
}
