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
            MatrixProduct or ConvolutionOperator => Head.Linear,
            Add when Inputs(x) is var i && i.Any(v => SkipViews(v).Node.Operator is MatrixProduct or ConvolutionOperator) && i.Any(v => v.Node.Operator is Parameter) => Head.Linear,
            _ => Head.Other,
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
