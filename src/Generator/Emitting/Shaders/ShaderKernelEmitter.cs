using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Writes one kernel of a program for a device: the same loops as the C#, out of the same expressions, around a template.</summary>
internal sealed class ShaderKernelEmitter(Graph graph, ShaderNames names)
{
    /// <summary>Threads of a group that shares no tile.</summary>
    public const int Group = 256;

    private const int MostGroups = 65535;

    /// <exception cref="NoShaderException">The operator runs on the processor only.</exception>
    public Shader Emit(Kernel kernel) => kernel.Root.Operator switch
    {
        MatrixProduct product => EmitMatrixProduct(kernel, product),
        ReductionOperator reduction => EmitReduction(kernel, reduction),
        ElementwiseOperator => EmitElementwise(kernel),
        _ => new ShaderCallEmitter(graph, names).Emit(kernel.Root),
    };

    /// <summary>The stride of a loop whose groups take <paramref name="perGroup"/> steps each, where there are not more groups than a dispatch may have.</summary>
    public static string Stride(string count, int perGroup) => $"(min(({count} + {perGroup - 1}) / {perGroup}, {MostGroups}) * {perGroup})";

    /// <summary>The groups for as many elements, as C#.</summary>
    public static string Groups(Dimension count, int perGroup) => $"Devices::GroupCount.Of({Dimensions.Long(count)}, {Literal.Int32(perGroup)})";

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
        var space = IterationSpace.Over(kernel.Root.Shape, [.. kernel.Inputs.Select(i => graph[i].Shape)]);
        var text = new ShaderText(graph, names);
        var loop = new LoopBody(graph, text, space, "row", "column");
        loop.Compute(kernel.Nodes, kernel.Results);
        text.Function("void Run(uint row, uint column)", loop.Lines);
        return Elementwise(text, space.Rows, space.Columns);
    }

    /// <summary>A thread for each (row, column), which calls <c>Run(row, column)</c>.</summary>
    public static Shader Elementwise(ShaderText text, Dimension rows, Dimension columns)
    {
        text.Define("GROUP", Group);
        text.Define("ROWS", rows);
        text.Define("COLUMNS", columns);
        text.Define("STRIDE", Stride("ROWS * COLUMNS", Group));
        return new(text, "Elementwise", (Group, 1), Groups(rows * columns, Group));
    }

    private Shader EmitReduction(Kernel kernel, ReductionOperator reduction)
    {
        ReductionLoop walk = ReductionLoop.Of(graph, kernel.Root);
        var text = new ShaderText(graph, names);
        var map = new LoopBody(graph, text, walk.Space, "row", "column");
        map.Compute(kernel.Prologue, EquatableArray<int>.Empty);
        map.Return(kernel.Root.Inputs[0]);
        text.Function("float Map(uint row, uint column)", map.Lines);
        text.Function("void Store(uint index, float value)", Finish(kernel, text, new(kernel.Root.Shape, 0), "row", "index"));
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
        return new(text, "ReductionColumns", (32, lanes), Groups(walk.Space.Columns, 32), Groups(walk.Outer, 1));
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
        return new(text, template, (Group, 1), Groups(rows, rowsPerGroup));
    }

    private Shader EmitMatrixProduct(Kernel kernel, MatrixProduct product)
    {
        Shape left = graph[kernel.Root.Inputs[0]].Shape, result = kernel.Root.Shape;
        int rank = result.Rank;
        Dimension matrices = result.Dimensions.Take(rank - 2).Aggregate(Dimension.One, (p, d) => p * d);
        Dimension rows = result[rank - 2], columns = result[rank - 1];
        var text = new ShaderText(graph, names);
        text.Function("void Store(uint row, uint column, float value)", Finish(kernel, text, new(result, rank - 1), "row", "column"));
        text.Define("LEFT", text.Address(kernel.Root.Inputs[0]));
        text.Define("RIGHT", text.Address(kernel.Root.Inputs[1]));
        text.Define("TRANSPOSE_LEFT", product.TransposeLeft ? 1 : 0);
        text.Define("TRANSPOSE_RIGHT", product.TransposeRight ? 1 : 0);
        text.Define("MATRICES", matrices);
        text.Define("ROWS", rows);
        text.Define("COLUMNS", columns);
        text.Define("DEPTH", product.Depth(left));
        int tileRows = Tile(rows), tileColumns = Tile(columns);
        text.Define("TILE_ROWS", tileRows);
        text.Define("TILE_COLUMNS", tileColumns);
        text.Define("TILE_DEPTH", 16);
        text.Define("STRIDE_MATRICES", Stride("MATRICES", 1));
        text.Define("STRIDE_ROWS", Stride("ROWS", tileRows));
        return new(text, "MatrixProduct", (tileColumns / 4, tileRows / 4), Groups(columns, tileColumns), Groups(rows, tileRows), Groups(matrices, 1));
    }

    /// <summary>A side of the tile that a group computes: as long as the matrix has use for.</summary>
    private static int Tile(Dimension side) => side.IsConstant && side.Value <= 16 ? 16 : side.IsConstant && side.Value <= 32 ? 32 : 64;

    /// <summary>The statements that take the root's elements through the epilogue to memory.</summary>
    private IReadOnlyList<string> Finish(Kernel kernel, ShaderText text, IterationSpace space, string row, string column)
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

/// <summary>A kernel's text with its template, the threads of a group, and the groups along each axis as C#.</summary>
internal sealed record Shader(ShaderText Text, string Template, (int X, int Y) Threads, params string[] Groups);

/// <summary>A node's operator has no kernel for devices.</summary>
internal sealed class NoShaderException(Node node) : Exception($"{node.Operator} has no kernel for devices")
{
    public Node Node => node;
}
