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

    public static Dimension Constant(long value) => Of(value, EquatableArray<string>.Empty);

    public static Dimension Symbol(string name) => Of(1, EquatableArray.Of(name));

    private bool DependsOn(Dimension symbol)
    {
        foreach (Monomial monomial in _monomials)
        {
            if (monomial.Symbols.Items.Contains(symbol._monomials[0].Symbols[0]))
            {
                return true;
            }
        }

        return false;
    }

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
        Dimension result = Zero;
        foreach (Monomial monomial in _monomials)
        {
            List<string> rest = [.. monomial.Symbols];
            if (monomial.Coefficient % by.Coefficient != 0 || !by.Symbols.All(rest.Remove))
            {
                return false;
            }

            result += Of(monomial.Coefficient / by.Coefficient, rest.ToEquatableArray());
        }

        quotient = result;
        return true;
    }

    public bool Equals(Dimension? other) => ReferenceEquals(this, other) || (other is not null && _monomials == other._monomials);

    public override int GetHashCode() => _monomials.GetHashCode();

    /// <summary>The dimension as C# (and HLSL) source, its symbols as identifiers.</summary>
    public override string ToString()
    {
        if (IsConstant)
        {
            return Value.ToString(CultureInfo.InvariantCulture);
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

    /// <summary>Both are in order, so the sum is their merger.</summary>
    public static Dimension operator +(Dimension left, Dimension right)
    {
        if (left._monomials.Count == 0 || right._monomials.Count == 0)
        {
            return left._monomials.Count == 0 ? right : left;
        }

        var sum = new List<Monomial>(left._monomials.Count + right._monomials.Count);
        int l = 0, r = 0;
        while (l < left._monomials.Count && r < right._monomials.Count)
        {
            Monomial first = left._monomials[l], second = right._monomials[r];
            int order = Compare(first.Symbols, second.Symbols);
            long coefficient = order < 0 ? first.Coefficient : order > 0 ? second.Coefficient : checked(first.Coefficient + second.Coefficient);
            if (coefficient != 0)
            {
                sum.Add(order < 0 ? first : order > 0 ? second : new(coefficient, first.Symbols));
            }

            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }

        sum.AddRange(left._monomials.Skip(l));
        sum.AddRange(right._monomials.Skip(r));
        return new(sum.ToEquatableArray());
    }

    public static Dimension operator -(Dimension left, Dimension right) => left + (right * Constant(-1));

    public static Dimension operator *(Dimension left, Dimension right)
    {
        // Most products have a constant factor: they need no lists of symbols.
        if (left.IsConstant || right.IsConstant)
        {
            return left.IsConstant ? right.Times(left.Value) : left.Times(right.Value);
        }

        Dimension product = Zero;
        foreach (Monomial a in left._monomials)
        {
            foreach (Monomial b in right._monomials)
            {
                product += Of(checked(a.Coefficient * b.Coefficient), a.Symbols.Concat(b.Symbols).OrderBy(s => s, StringComparer.Ordinal).ToEquatableArray());
            }
        }

        return product;
    }

    private Dimension Times(long factor)
    {
        if (factor is 0 or 1)
        {
            return factor == 0 ? Zero : this;
        }

        var monomials = new Monomial[_monomials.Count];
        for (int i = 0; i < monomials.Length; i++)
        {
            monomials[i] = new(checked(_monomials[i].Coefficient * factor), _monomials[i].Symbols);
        }

        return new(EquatableArray.Of(monomials));
    }

    private static Dimension Of(long coefficient, EquatableArray<string> symbols) =>
        coefficient == 0 ? Zero : new(EquatableArray.Of(new Monomial(coefficient, symbols)));

    /// <summary>Fewer symbols first, then by the symbols.</summary>
    private static int Compare(EquatableArray<string> left, EquatableArray<string> right)
    {
        int order = left.Count - right.Count;
        for (int i = 0; order == 0 && i < left.Count; i++)
        {
            order = string.CompareOrdinal(left[i], right[i]);
        }

        return order;
    }
}

/// <summary>A coefficient times symbols, the symbols in ordinal order and repeated for powers.</summary>
internal sealed record Monomial(long Coefficient, EquatableArray<string> Symbols);
