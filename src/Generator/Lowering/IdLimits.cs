using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>
/// Finds how large the ids of each input may be: a program gives NaN for an id that no row of a table has, and zeros for one that is no class of
/// <c>OneHot</c>, and does not say so. The limit of an id is the smallest of those that it reaches, whatever moves it there; one that reaches none
/// has no limit.
/// </summary>
internal static class IdLimits
{
    /// <summary>The inputs with the limits of their ids.</summary>
    public static EquatableArray<InputInfo> WithLimits(IReadOnlyList<InputInfo> inputs, GraphBuilder builder)
    {
        if (!Enumerable.Range(0, builder.Count).Any(id => builder[id].Operator is Gather or OneHot))
        {
            return inputs.ToEquatableArray();
        }

        var sources = new IdSources(builder);
        long?[][] limits = [.. inputs.Select(input => new long?[IdSources.Sizes(input.Type.Shape).Aggregate(1, (product, size) => checked(product * size))])];
        for (int id = 0; id < builder.Count; id++)
        {
            Node node = builder[id];
            (int ids, long rows) = node.Operator switch
            {
                Gather => (node.Inputs[1], builder[node.Inputs[0]].Shape[0].Value),
                OneHot oneHot => (node.Inputs[0], oneHot.Classes),
                _ => (-1, 0),
            };
            if (ids < 0)
            {
                continue;
            }

            foreach (Place place in sources.Of(ids).Where(place => place != Place.None))
            {
                ref long? limit = ref limits[place.Input][place.Element];
                limit = Math.Min(limit ?? rows, rows);
            }
        }

        return inputs.Select((input, i) => input with { Ids = Runs(input.Type.Shape.Length.DependsOnLength ? OfEachStep(input, limits[i]) : limits[i]) }).ToEquatableArray();
    }

    /// <summary>The limits of the places of a step that hold for all steps of a sequence of any length. The steps are its first axis behind the batch.</summary>
    private static long?[] OfEachStep(InputInfo input, long?[] limits)
    {
        int places = limits.Length / IdSources.Sizes(input.Type.Shape)[1];
        return [.. Enumerable.Range(0, places).Select(place => limits.Where((_, element) => element % places == place).Distinct().ToArray() is [var only] ? only : null)];
    }

    /// <summary>Equal limits side by side as one, in a list that is repeated to the end of a sample; empty where there is no limit.</summary>
    private static EquatableArray<IdRun> Runs(long?[] limits)
    {
        if (limits.All(limit => limit is null))
        {
            return EquatableArray<IdRun>.Empty;
        }

        int period = Enumerable.Range(1, limits.Length).First(length => limits.Length % length == 0 && limits.Skip(length).Select((limit, i) => limit == limits[i]).All(isSame => isSame));
        var runs = new List<IdRun>();
        foreach (long? limit in limits.Take(period))
        {
            if (runs.Count > 0 && runs[runs.Count - 1].Ids == limit)
            {
                runs[runs.Count - 1] = runs[runs.Count - 1] with { Count = runs[runs.Count - 1].Count + 1 };
            }
            else
            {
                runs.Add(new(1, limit));
            }
        }

        return runs.ToEquatableArray();
    }
}
