using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Activations;

/// <summary>Every member of <c>Compiled.Activation</c> as a composition of primitives.</summary>
internal static class ActivationTable
{
    private static readonly Dictionary<string, Func<Value, Value>> _byMember = new()
    {
        ["Linear"] = x => x,
        ["Relu"] = Primitives.Relu,
        ["Sigmoid"] = Primitives.Sigmoid,
        ["HardSigmoid"] = HardSigmoid,
        ["Tanh"] = Primitives.Tanh,
        ["Softmax"] = Primitives.Softmax,
        ["Softplus"] = Primitives.Softplus,
        ["Softsign"] = Softsign,
        ["Elu"] = x => Elu(x, 1),
        ["Selu"] = Selu,
        ["Exponential"] = Primitives.Exp,
        ["Gelu"] = Gelu,
        ["Silu"] = Silu,
        ["Mish"] = Mish,
        ["Relu6"] = Relu6,
        ["LeakyRelu"] = x => LeakyRelu(x, 0.2),
    };

    public static IEnumerable<string> Members => _byMember.Keys;

    public static Value Apply(string member, Value x) => _byMember[member](x);

    /// <summary>x / 5 + 1 / 2, clipped to [0, 1].</summary>
    public static Value HardSigmoid(Value x) => ((x * 0.2) + 0.5).Clip(0, 1);

    /// <summary>x / (1 + |x|).</summary>
    public static Value Softsign(Value x) => x / (x.Abs() + 1);

    /// <summary>x where positive, else alpha (e^x − 1); the exponent is cut at 0 so that no branch overflows.</summary>
    public static Value Elu(Value x, double alpha)
    {
        Value negative = x.Minimum(0).ExpM1();
        return x.Exceeds(0).Select(x, alpha == 1 ? negative : negative * alpha);
    }

    /// <summary>Klambauer et al. 2017, "Self-Normalizing Neural Networks".</summary>
    public static Value Selu(Value x) => Elu(x, 1.6732632423543772) * 1.0507009873554805;

    /// <summary>x Φ(x), Hendrycks and Gimpel 2016, the exact form.</summary>
    public static Value Gelu(Value x) => x * 0.5 * ((x * 0.7071067811865476).Erf() + 1);

    /// <summary>x sigmoid(x).</summary>
    public static Value Silu(Value x) => x * x.Sigmoid();

    /// <summary>x tanh(softplus(x)), Misra 2019.</summary>
    public static Value Mish(Value x) => x * x.Softplus().Tanh();

    /// <summary>x clipped to [0, 6].</summary>
    public static Value Relu6(Value x) => x.Relu().Minimum(6);

    /// <summary>x where positive, else slope · x.</summary>
    public static Value LeakyRelu(Value x, double slope) => x.Exceeds(0).Select(x, x * slope);
}
