namespace Compiled.Generator.Operators;

/// <summary>The value of a scalar expression in double precision, for folding constants. Masks are 0 and 1 here.</summary>
internal static class ScalarEvaluation
{
    /// <param name="variables">The values of the expression's variables, by name.</param>
    public static double Evaluate(this ScalarExpression expression, IReadOnlyDictionary<string, double> variables)
    {
        if (expression is ScalarConstant constant)
        {
            return constant.Value;
        }

        if (expression is ScalarVariable variable)
        {
            return variables[variable.Name];
        }

        var call = (ScalarCall)expression;
        double[] x = [.. call.Arguments.Select(a => a.Evaluate(variables))];
        return call.Function switch
        {
            ScalarFunction.Add => x[0] + x[1],
            ScalarFunction.Subtract => x[0] - x[1],
            ScalarFunction.Multiply => x[0] * x[1],
            ScalarFunction.Divide => x[0] / x[1],
            ScalarFunction.Negate => -x[0],
            ScalarFunction.Abs => Math.Abs(x[0]),
            ScalarFunction.Minimum => Math.Min(x[0], x[1]),
            ScalarFunction.Maximum => Math.Max(x[0], x[1]),
            ScalarFunction.Sqrt => Math.Sqrt(x[0]),
            ScalarFunction.Exp => Math.Exp(x[0]),
            ScalarFunction.Log => Math.Log(x[0]),
            ScalarFunction.Tanh => Math.Tanh(x[0]),
            ScalarFunction.Sigmoid => 1 / (1 + Math.Exp(-x[0])),
            ScalarFunction.Erf => Erf(x[0]),
            ScalarFunction.Sin => Math.Sin(x[0]),
            ScalarFunction.Cos => Math.Cos(x[0]),
            ScalarFunction.Power => Math.Pow(x[0], x[1]),
            ScalarFunction.Floor => Math.Floor(x[0]),
            ScalarFunction.Log1P => Log1P(x[0]),
            ScalarFunction.ExpM1 => ExpM1(x[0]),
            ScalarFunction.LessThan => x[0] < x[1] ? 1 : 0,
            ScalarFunction.LessThanOrEqual => x[0] <= x[1] ? 1 : 0,
            ScalarFunction.Equal => x[0] == x[1] ? 1 : 0,
            ScalarFunction.Select => x[0] != 0 ? x[1] : x[2],
            _ => throw new InvalidOperationException($"{call.Function} is no scalar function"),
        };
    }

    /// <summary>Corrects the rounding of 1 + x (Goldberg 1991, theorem 4).</summary>
    private static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>Corrects the cancellation of e^x − 1 (Higham 2002, section 1.14.1).</summary>
    private static double ExpM1(double x)
    {
        double power = Math.Exp(x), difference = power - 1;
        return power == 1 ? x : difference == -1 || double.IsInfinity(power) ? difference : difference * (x / Math.Log(power));
    }

    /// <summary>A series whose terms have one sign (Abramowitz and Stegun 7.1.6); ±1 beyond 6.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6 || double.IsNaN(x))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
