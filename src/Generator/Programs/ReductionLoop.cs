using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// How a reduction of one run of axes walks its input: along the columns when the last axes are folded,
/// else down the middle axis of (outer, rows, columns).
/// </summary>
/// <param name="Space">The elements as the runtime asks for them: by row and column.</param>
/// <param name="FoldsColumns">Whether each row folds to one value; otherwise each column of each outer block does.</param>
internal sealed record ReductionLoop(IterationSpace Space, bool FoldsColumns, Dimension Outer, Dimension Rows)
{
    public static ReductionLoop Of(Graph graph, Node reduction)
    {
        Shape shape = graph[reduction.Inputs[0]].Shape;
        (int begin, int end) = Runs(shape, Axes(reduction)).Single();
        bool foldsColumns = shape.Dimensions.Skip(end).All(d => d == Dimension.One);
        return new(
            new(shape, foldsColumns ? begin : end),
            foldsColumns,
            Product(shape, 0, begin),
            Product(shape, begin, end));
    }

    /// <summary>The runs of neighbouring folded axes, as half-open ranges; axes of size one may lie within a run.</summary>
    public static IReadOnlyList<(int Begin, int End)> Runs(Shape shape, IReadOnlyCollection<int> axes)
    {
        var runs = new List<(int Begin, int End)>();
        bool open = false;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == Dimension.One)
            {
                continue;
            }

            if (!axes.Contains(axis))
            {
                open = false;
            }
            else if (open)
            {
                runs[runs.Count - 1] = (runs[runs.Count - 1].Begin, axis + 1);
            }
            else
            {
                runs.Add((axis, axis + 1));
                open = true;
            }
        }

        return runs;
    }

    public static IReadOnlyCollection<int> Axes(Node reduction) => ((ReductionOperator)reduction.Operator).Axes;

    private static Dimension Product(Shape shape, int begin, int end) =>
        shape.Dimensions.Skip(begin).Take(end - begin).Aggregate(Dimension.One, (product, size) => product * size);
}
