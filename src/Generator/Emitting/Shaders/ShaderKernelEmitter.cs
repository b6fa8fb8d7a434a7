using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Writes one kernel of a program for a device: the same loops as the C#, out of the same expressions, around templates.</summary>
internal sealed class ShaderKernelEmitter(Graph graph, ShaderNames names, ShaderScratch scratch)
{
    /// <summary>Threads of a group that shares no tile.</summary>
    public const int Group = 256;

    /// <summary>The groups that one axis of a dispatch may have.</summary>
    public const int MostGroups = 65535;

    /// <summary>The kernels for a device, most often one; each waits for the one before.</summary>
    public IReadOnlyList<Shader> Emit(Kernel kernel) => kernel.Root.Operator switch
    {
        MatrixProduct product => new ShaderProductEmitter(graph, names, scratch).Emit(kernel, product),
        ConvolutionOperator convolution => new ShaderProductEmitter(graph, names, scratch).Emit(kernel, convolution),
        ReductionOperator reduction => [EmitReduction(kernel, reduction)],
        ElementwiseOperator => [EmitElementwise(kernel)],
        _ => [new ShaderCallEmitter(graph, names).Emit(kernel.Root)],
    };

    /// <summary>The stride of a loop whose groups take <paramref name="perGroup"/> steps each, where there are not more groups than a dispatch may have.</summary>
    public static string Stride(string count, int perGroup) => $"(min(({count} + {perGroup - 1}) / {perGroup}, {MostGroups}) * {perGroup})";

    /// <summary>The groups for as many elements, as C#.</summary>
    public static string Groups(Dimension count, int perGroup) => $"Devices::GroupCount.Of({Dimensions.Long(count)}, {Literal.Int32(perGroup)})";

    /// <summary>The same along an axis that no loop strides: a device refuses more groups than a dispatch may have, rather than leave out elements.</summary>
    public static string AllGroups(Dimension count, int perGroup) =>
        count.IsConstant ? Groups(count, perGroup) : $"checked((uint)(({Dimensions.Long(count)} + {perGroup - 1}) / {perGroup}))";

    /// <summary>A power of two of threads for a row: no more than it has elements, where that is known.</summary>
    public static int Lanes(Dimension elements, int most)
    {
        int lanes = most;
        while (elements.IsConstant && lanes > 1 && lanes > elements.Value)
        {
            lanes /= 2;
        }

        return lanes;
    }

    private Shader EmitElementwise(Kernel kernel)
    {
        var space = IterationSpace.Of(graph, kernel);
        var text = new ShaderText(graph, names);
        var loop = new LoopBody(graph, text, space, "row", "column");
        loop.Compute(kernel.Nodes, kernel.Results);
        text.Function("void Run(uint row, uint column)", loop.Lines);
        return Elementwise(text, space.Rows, space.Columns);
    }

    /// <summary>A thread for each (row, column), which calls <c>Run(row, column)</c>.</summary>
    /// <param name="templates">Where that function is, unless it is the text's own.</param>
    public static Shader Elementwise(ShaderText text, Dimension rows, Dimension columns, params string[] templates)
    {
        text.Define("GROUP", Group);
        text.Define("ROWS", rows);
        text.Define("COLUMNS", columns);
        text.Define("STRIDE", Stride("ROWS * COLUMNS", Group));
        return new(text, [.. templates, "Elementwise"], (Group, 1), Groups(rows * columns, Group));
    }

    private Shader EmitReduction(Kernel kernel, ReductionOperator reduction)
    {
        ReductionLoop walk = ReductionLoop.Of(graph, kernel.Root);
        var text = new ShaderText(graph, names);
        var map = new LoopBody(graph, text, walk.Space, "row", "column");
        map.Compute(kernel.Prologue, EquatableArray<int>.Empty);
        map.Return(kernel.Root.Inputs[0]);
        text.Function("float Map(uint row, uint column)", map.Lines);
        text.Function("void Store(uint index, float value)", Finish(graph, kernel, text, new(kernel.Root.Shape, 0), "row", "index"));
        (string identity, string fold) = reduction switch
        {
            ReduceSum => ("0.0f", "((left) + (right))"),
            ReduceMaximum => (HlslPrinter.Constant(double.NegativeInfinity), "Maximum(left, right)"),
            ReduceMinimum => (HlslPrinter.Constant(double.PositiveInfinity), "Minimum(left, right)"),
            _ => throw new InvalidOperationException($"{reduction} has no fold"),
        };
        text.Define("IDENTITY", identity);
        text.Define("FOLD(left, right)", fold);
        if (walk.FoldsColumns)
        {
            return Rows(text, "ReductionRows", walk.Outer, walk.Rows);
        }

        int lanes = Lanes(walk.Rows, 8);
        text.Define("LANES", lanes);
        text.Define("OUTER", walk.Outer);
        text.Define("ROWS", walk.Rows);
        text.Define("COLUMNS", walk.Space.Columns);
        text.Define("STRIDE", Stride("OUTER", 1));
        text.Define("STRIDE_COLUMNS", Stride("COLUMNS", 32));
        return new(text, ["ReductionColumns"], (32, lanes), Groups(walk.Space.Columns, 32), Groups(walk.Outer, 1));
    }

    /// <summary>Groups of rows, each row shared by as many threads as it can use.</summary>
    public static Shader Rows(ShaderText text, string template, Dimension rows, Dimension columns)
    {
        int lanes = Lanes(columns, Group), rowsPerGroup = Group / lanes;
        text.Define("GROUP", Group);
        text.Define("LANES", lanes);
        text.Define("ROWS", rows);
        text.Define("COLUMNS", columns);
        text.Define("STRIDE", Stride("ROWS", rowsPerGroup));
        return new(text, [template], (Group, 1), Groups(rows, rowsPerGroup));
    }

    /// <summary>The statements that take the root's elements through the epilogue to memory.</summary>
    public static IReadOnlyList<string> Finish(Graph graph, Kernel kernel, ShaderText text, IterationSpace space, string row, string column)
    {
        var store = new LoopBody(graph, text, space, row, column);
        store.Bind(kernel.Root.Id, "value");
        if (kernel.Results.Contains(kernel.Root.Id))
        {
            store.Store(kernel.Root.Id);
        }

        store.Compute(kernel.Epilogue, kernel.Results);
        return store.Lines;
    }
}

/// <summary>A kernel's text with its templates, the threads of a group, and the groups along each axis as C#.</summary>
internal sealed record Shader(ShaderText Text, string[] Templates, (int X, int Y) Threads, params string[] Groups);
