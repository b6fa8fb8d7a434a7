using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>Recognises what predictions end in.</summary>
internal static class Heads
{
    public static Head Of(Value prediction)
    {
        Value x = SkipViews(prediction);
        return x.Node.Operator switch
        {
            Softmax => Head.Softmax,
            Sigmoid => Head.Sigmoid,
            Tanh => Head.Tanh,
            Relu => Head.Relu,
            Add when Inputs(x) is var i && i.Any(IsProduct) && i.Any(v => v.Node.Operator is Parameter) => Head.Linear,
            _ => IsProduct(x) ? Head.Linear : Head.Other,
        };
    }

    public static string Describe(Head head) => head switch
    {
        Head.Linear => "which ends without an activation",
        Head.Other => "whose activation is not known",
        _ => $"which ends in a {head.ToString().ToLowerInvariant()}",
    };

    /// <summary>The values that went into a softmax or sigmoid at the end, in the prediction's shape; null where there is none.</summary>
    public static Value? Logits<TActivation>(Value prediction)
        where TActivation : Operator
    {
        Value x = SkipViews(prediction);
        return x.Node.Operator is TActivation && (typeof(TActivation) != typeof(Softmax) || x.Shape == prediction.Shape)
            ? Inputs(x)[0].Reshape(prediction.Shape)
            : null;
    }

    /// <summary>Whether the values are sums of products with weights, in whatever order: locally connected layers put theirs into another.</summary>
    private static bool IsProduct(Value x)
    {
        while (x.Node.Operator is Reshape or Transpose)
        {
            x = Inputs(x)[0];
        }

        return x.Node.Operator is MatrixProduct or ConvolutionOperator;
    }

    private static Value SkipViews(Value x)
    {
        while (x.Node.Operator is Reshape)
        {
            x = Inputs(x)[0];
        }

        return x;
    }

    private static Value[] Inputs(Value x) => [.. x.Node.Inputs.Select(i => new Value(x.Builder, i))];
}
