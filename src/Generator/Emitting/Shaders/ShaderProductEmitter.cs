using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>
/// Writes sums of products. All are one kernel, in tiles, that sees its two operands through the functions of a template: a matrix product
/// reads them where they lie, a convolution where its window is.
/// </summary>
internal sealed class ShaderProductEmitter(Graph graph, ShaderNames names, ShaderScratch scratch)
{
    /// <summary>Groups of a convolution with fewer columns than this would leave most of a tile empty.</summary>
    private const int NarrowColumns = 16;

    public IReadOnlyList<Shader> Emit(Kernel kernel, MatrixProduct product)
    {
        Shape left = graph[kernel.Root.Inputs[0]].Shape, result = kernel.Root.Shape;
        int rank = result.Rank;
        Dimension matrices = result.Dimensions.Take(rank - 2).Aggregate(Dimension.One, (p, d) => p * d);
        return EmitMatrixProduct(kernel, new(matrices, result[rank - 2], result[rank - 1], product.Depth(left)), product.TransposeLeft, product.TransposeRight);
    }

    /// <summary>A window of one position is no window: then the positions are the rows of a matrix.</summary>
    public IReadOnlyList<Shader> Emit(Kernel kernel, ConvolutionOperator convolution)
    {
        (Shape x, Shape weights, Shape y) = convolution.Roles([.. kernel.Root.Inputs.Select(i => graph[i].Shape)], kernel.Root.Shape);
        int[] window = [.. weights.Dimensions.Take(convolution.Sliding.Rank).Select(d => checked((int)d.Value))];
        long places = window.Aggregate(1L, (product, size) => product * size);
        Dimension inputs = ShaderWindows.Positions(x), outputs = ShaderWindows.Positions(y), groups = convolution.Groups;
        long channels = weights[weights.Rank - 2].Value, filters = y[y.Rank - 1].Value / convolution.Groups;
        Product product = convolution switch
        {
            Convolution => new(groups, outputs, filters, places * channels),
            ConvolutionInputGradient => new(groups, inputs, channels, places * filters),
            ConvolutionKernelGradient => new(groups, places * channels, filters, outputs),
            _ => throw new InvalidOperationException($"{convolution} is no product of matrices"),
        };
        if (convolution.IsMatrixProduct(weights))
        {
            return EmitMatrixProduct(kernel, product, convolution is ConvolutionKernelGradient, convolution is ConvolutionInputGradient);
        }

        // What the template calls its operands.
        (string left, string right) = convolution switch
        {
            Convolution => ("X", "KERNEL"),
            ConvolutionInputGradient => ("GRADIENT", "KERNEL"),
            _ => ("X", "GRADIENT"),
        };
        return Emit(
            kernel,
            product,
            convolution.GetType().Name,
            isNarrow: convolution.Groups > 1 && product.Columns.Value < NarrowColumns,
            text =>
            {
                ShaderWindows.Define(text, convolution.Sliding, x, window, y);
                text.Define("GROUP_CHANNELS", (Dimension)channels);
                text.Define("GROUP_FILTERS", (Dimension)filters);
                text.Define("LEFT_ALONG_DEPTH", convolution is ConvolutionKernelGradient ? 0 : 1);
                text.Define("RIGHT_ALONG_DEPTH", convolution is ConvolutionInputGradient ? 1 : 0);
                text.Define(left, text.Address(kernel.Root.Inputs[0]));
                text.Define(right, text.Address(kernel.Root.Inputs[1]));
            },
            "Store(row, (pair) * COLUMNS + (column), value)");
    }

    private IReadOnlyList<Shader> EmitMatrixProduct(Kernel kernel, Product product, bool transposeLeft, bool transposeRight) => Emit(
        kernel,
        product,
        nameof(MatrixProduct),
        isNarrow: false,
        text =>
        {
            text.Define("TRANSPOSE_LEFT", transposeLeft ? 1 : 0);
            text.Define("TRANSPOSE_RIGHT", transposeRight ? 1 : 0);
            text.Define("LEFT_ALONG_DEPTH", transposeLeft ? 0 : 1);
            text.Define("RIGHT_ALONG_DEPTH", transposeRight ? 1 : 0);
            text.Define("LEFT", text.Address(kernel.Root.Inputs[0]));
            text.Define("RIGHT", text.Address(kernel.Root.Inputs[1]));
        },
        "Store((pair) * ROWS + (row), column, value)");

    /// <param name="put">How the epilogue takes an element.</param>
    private IReadOnlyList<Shader> Emit(Kernel kernel, Product product, string operands, bool isNarrow, Action<ShaderText> define, string put)
    {
        ProductTiles tiles = ProductTiles.Of(product.Matrices, product.Rows, product.Columns, product.Depth);

        // Tiles stride along rows and matrices, not along columns, of which hardly a product has millions.
        isNarrow |= product.Columns.IsConstant && product.Columns.Value > (long)ShaderKernelEmitter.MostGroups * tiles.Columns;
        int parts = isNarrow ? ProductTiles.NarrowParts(product.Length, product.Depth) : tiles.Parts;
        MemoryView? partial = parts > 1 ? scratch.Take(product.Length * parts) : null;
        ShaderText text = Begin();
        text.Define("DEPTH", product.Depth);
        define(text);
        if (partial is null)
        {
            Finish(text);
            return [Compute()];
        }

        ShaderText sum = Begin();
        Finish(sum);
        sum.Define("GROUP", ShaderKernelEmitter.Group);
        sum.Define("STRIDE", ShaderKernelEmitter.Stride("(MATRICES * ROWS * COLUMNS)", ShaderKernelEmitter.Group));
        return [Compute(), new(sum, ["PartSums"], (ShaderKernelEmitter.Group, 1), ShaderKernelEmitter.Groups(product.Length, ShaderKernelEmitter.Group))];

        ShaderText Begin()
        {
            var begun = new ShaderText(graph, names);
            begun.Define("MATRICES", product.Matrices);
            begun.Define("ROWS", product.Rows);
            begun.Define("COLUMNS", product.Columns);
            begun.Define("PARTS", parts);
            if (partial is not null)
            {
                begun.Define("PARTIAL", partial);
            }

            return begun;
        }

        void Finish(ShaderText finished)
        {
            Shape result = kernel.Root.Shape;
            finished.Function("void Store(uint row, uint column, float value)", ShaderKernelEmitter.Finish(graph, kernel, finished, new(result, result.Rank - 1), "row", "column"));
            finished.Define("PUT(pair, row, column, value)", put);
        }

        Shader Compute()
        {
            if (isNarrow)
            {
                text.Define("GROUP", ShaderKernelEmitter.Group);
                text.Define("STRIDE", ShaderKernelEmitter.Stride("(PARTS * MATRICES * ROWS * COLUMNS)", ShaderKernelEmitter.Group));
                return new(text, [operands, "NarrowProduct"], (ShaderKernelEmitter.Group, 1), ShaderKernelEmitter.Groups(product.Length * parts, ShaderKernelEmitter.Group));
            }

            text.Define("TILE_ROWS", tiles.Rows);
            text.Define("TILE_COLUMNS", tiles.Columns);
            text.Define("TILE_DEPTH", 16);
            text.Define("ROW_QUADS", tiles.Quads);
            text.Define("COLUMN_QUADS", tiles.Quads);
            text.Define("STRIDE_MATRICES", ShaderKernelEmitter.Stride("(MATRICES * PARTS)", 1));
            text.Define("STRIDE_ROWS", ShaderKernelEmitter.Stride("ROWS", tiles.Rows));
            return new(
                text,
                [operands, "TiledProduct"],
                (tiles.ThreadsX, tiles.ThreadsY),
                ShaderKernelEmitter.AllGroups(product.Columns, tiles.Columns),
                ShaderKernelEmitter.Groups(product.Rows, tiles.Rows),
                ShaderKernelEmitter.Groups(product.Matrices * parts, 1));
        }
    }

    /// <summary>The sizes of products of pairs of matrices.</summary>
    private sealed record Product(Dimension Matrices, Dimension Rows, Dimension Columns, Dimension Depth)
    {
        /// <summary>The elements of all results.</summary>
        public Dimension Length => Matrices * Rows * Columns;
    }
}
