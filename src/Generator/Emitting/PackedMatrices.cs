using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>The matrices from outside that every step of a loop multiplies by: they are copied once before it, as micro-kernels read them.</summary>
internal sealed class PackedMatrices
{
    private readonly Dictionary<(int Node, bool Transpose, Dimension Columns, Dimension Depth), string> _locals = [];

    /// <param name="step">The program of a step.</param>
    /// <param name="names">Its names.</param>
    /// <param name="memory">Where the copies go.</param>
    public PackedMatrices(Program step, ProgramNames names, LoopMemory memory)
    {
        // A loop inside would use the same memory.
        if (step.HasLoops)
        {
            return;
        }

        foreach (Kernel kernel in step.Kernels)
        {
            if (kernel.Root.Operator is MatrixProduct product && ProductSizes.Of(step.Graph, kernel, product) is { Count: var count } sizes && count == Dimension.One
                && step.Graph.Owner(kernel.Root.Inputs[1]) is var matrix && step.Buffers.First(b => b.Node == matrix).Storage == Storage.Capture
                && Find(matrix, product, sizes) is null)
            {
                string local = names.Locals.Unique(names[matrix] + (product.TransposeRight ? "Transposed" : "") + "Panels");
                _locals.Add((matrix, product.TransposeRight, sizes.Columns, sizes.Depth), local);
                memory.AddMatrix(
                    $"Kernels::PackedMatrix.Length({sizes.Columns}, {sizes.Depth}, {sizes.Rows})",
                    address => $"var {local} = new Kernels::PackedMatrix({names[matrix]}, {sizes.Columns}, {sizes.Depth}, {Literal.Boolean(product.TransposeRight)}, {sizes.Rows}, {address}, workers);");
            }
        }
    }

    /// <summary>The local that holds the right side of a product packed; null where it is read where it lies.</summary>
    public string? Find(int matrix, MatrixProduct product, ProductSizes sizes) =>
        sizes.Count == Dimension.One && _locals.TryGetValue((matrix, product.TransposeRight, sizes.Columns, sizes.Depth), out string? local) ? local : null;
}
