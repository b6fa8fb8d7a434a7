using System.Globalization;

namespace Compiled.Generator.Graphs;

/// <summary>
/// A size known while building: a polynomial with integer coefficients in symbols such as <see cref="Batch"/>.
/// A constant is the polynomial of degree zero. Shapes, offsets and costs are arithmetic on dimensions.
/// </summary>
internal sealed record Dimension
{
    /// <summary>Monomials in ascending order of their symbols; no coefficient is zero.</summary>
    private readonly EquatableArray<Monomial> _monomials;

    private Dimension(EquatableArray<Monomial> monomials) => _monomials = monomials;

    public static Dimension Zero { get; } = new(EquatableArray<Monomial>.Empty);

    public static Dimension One { get; } = Constant(1);

    /// <summary>The number of samples processed together, known only when the program runs.</summary>
    public static Dimension Batch { get; } = Symbol("batch");

    /// <summary>The number of steps of a batch's sequences, known only when the program runs, where a model takes any.</summary>
    public static Dimension Length { get; } = Symbol("length");

    public EquatableArray<Monomial> Monomials => _monomials;

    public bool IsConstant => _monomials.Count == 0 || (_monomials.Count == 1 && _monomials[0].Symbols.Count == 0);

    /// <summary>Whether the size is another for another number of samples: along such an axis, samples would meet.</summary>
    public bool DependsOnBatch => DependsOn(Batch);

    /// <summary>Whether the size is another for sequences of another length.</summary>
    public bool DependsOnLength => DependsOn(Length);

    /// <summary>The value of a constant dimension.</summary>
    public long Value => IsConstant
        ? (_monomials.Count == 0 ? 0 : _monomials[0].Coefficient)
        : throw new InvalidOperationException($"the dimension {this} is not a constant");

    public static Dimension Constant(long value) =>
        value == 0 ? new(EquatableArray<Monomial>.Empty) : new(EquatableArray.Of(new Monomial(value, EquatableArray<string>.Empty)));

    public static Dimension Symbol(string name) => new(EquatableArray.Of(new Monomial(1, EquatableArray.Of(name))));

    private bool DependsOn(Dimension symbol) => _monomials.Any(m => m.Symbols.Contains(symbol._monomials[0].Symbols[0]));

    /// <summary>The coefficient in front of exactly these symbols, for example of <c>batch</c> in <c>3 + 10 * batch</c>.</summary>
    public long Coefficient(params string[] symbols)
    {
        EquatableArray<string> wanted = symbols.OrderBy(s => s, StringComparer.Ordinal).ToEquatableArray();
        foreach (Monomial monomial in _monomials)
        {
            if (monomial.Symbols == wanted)
            {
                return monomial.Coefficient;
            }
        }

        return 0;
    }

    /// <summary>The value once every symbol has one.</summary>
    public long Evaluate(Func<string, long> valueOf)
    {
        long sum = 0;
        foreach (Monomial monomial in _monomials)
        {
            long product = monomial.Coefficient;
            foreach (string symbol in monomial.Symbols)
            {
                product = checked(product * valueOf(symbol));
            }

            sum = checked(sum + product);
        }

        return sum;
    }

    /// <summary>Divides exactly; false when the quotient is not a polynomial with integer coefficients.</summary>
    public bool TryDivide(Dimension divisor, out Dimension quotient)
    {
        quotient = Zero;
        if (divisor._monomials.Count != 1)
        {
            quotient = One;
            return Equals(divisor);
        }

        Monomial by = divisor._monomials[0];
        var result = new List<Monomial>();
        foreach (Monomial monomial in _monomials)
        {
            List<string> rest = [.. monomial.Symbols];
            if (monomial.Coefficient % by.Coefficient != 0 || !by.Symbols.All(rest.Remove))
            {
                return false;
            }

            result.Add(new(monomial.Coefficient / by.Coefficient, rest.ToEquatableArray()));
        }

        quotient = Normalize(result);
        return true;
    }

    public bool Equals(Dimension? other) => other is not null && _monomials == other._monomials;

    public override int GetHashCode() => _monomials.GetHashCode();

    /// <summary>The dimension as C# (and HLSL) source, its symbols as identifiers.</summary>
    public override string ToString()
    {
        if (_monomials.Count == 0)
        {
            return "0";
        }

        var text = new System.Text.StringBuilder();
        foreach (Monomial monomial in _monomials)
        {
            long coefficient = monomial.Coefficient;
            if (text.Length > 0)
            {
                text.Append(coefficient < 0 ? " - " : " + ");
                coefficient = Math.Abs(coefficient);
            }

            text.Append(
                monomial.Symbols.Count == 0 ? coefficient.ToString(CultureInfo.InvariantCulture)
                : coefficient == 1 ? string.Join(" * ", monomial.Symbols)
                : $"{coefficient.ToString(CultureInfo.InvariantCulture)} * {string.Join(" * ", monomial.Symbols)}");
        }

        return text.ToString();
    }

    public static implicit operator Dimension(long value) => Constant(value);

    // Most sizes are constants: they need no lists.
    public static Dimension operator +(Dimension left, Dimension right) => left.IsConstant && right.IsConstant
        ? Constant(checked(left.Value + right.Value))
        : Normalize(left._monomials.Concat(right._monomials));

    public static Dimension operator -(Dimension left, Dimension right) => left + (right * Constant(-1));

    public static Dimension operator *(Dimension left, Dimension right) => left.IsConstant && right.IsConstant ? Constant(checked(left.Value * right.Value)) : Normalize(
        from a in left._monomials.AsEnumerable()
        from b in right._monomials.AsEnumerable()
        select new Monomial(checked(a.Coefficient * b.Coefficient), a.Symbols.Concat(b.Symbols).OrderBy(s => s, StringComparer.Ordinal).ToEquatableArray()));

    private static Dimension Normalize(IEnumerable<Monomial> monomials) => new(
        monomials
            .GroupBy(m => m.Symbols)
            .Select(g => new Monomial(g.Aggregate(0L, (sum, m) => checked(sum + m.Coefficient)), g.Key))
            .Where(m => m.Coefficient != 0)
            .OrderBy(m => m.Symbols.Count)
            .ThenBy(m => string.Join("*", m.Symbols), StringComparer.Ordinal)
            .ToEquatableArray());
}

/// <summary>A coefficient times symbols, the symbols in ordinal order and repeated for powers.</summary>
internal sealed record Monomial(long Coefficient, EquatableArray<string> Symbols);
