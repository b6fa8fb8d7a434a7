using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>Finds how large the ids of an input may be: a program gives NaN for an id that no row has, and does not say so.</summary>
internal static class IdLimits
{
    /// <summary>The input with the rows of the smallest table that all its ids name.</summary>
    public static InputInfo WithLimit(InputInfo input, int index, GraphBuilder builder)
    {
        long? smallest = null;
        for (int id = 0; id < builder.Count; id++)
        {
            if (builder[id].Operator is Gather && Source(builder, builder[id].Inputs[1]) is Input source && source.Index == index)
            {
                long rows = builder[builder[id].Inputs[0]].Shape[0].Value;
                smallest = Math.Min(smallest ?? rows, rows);
            }
        }

        return input with { Ids = smallest };
    }

    /// <summary>Where ids come from, through operators that keep all of them.</summary>
    private static Operator Source(GraphBuilder builder, int node)
    {
        while (builder[node].Operator is Reshape or Transpose or Reverse)
        {
            node = builder[node].Inputs[0];
        }

        return builder[node].Operator;
    }
}
