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
    /// <param name="layer">What the loop belongs to, as the beginning of names and comments.</param>
    /// <param name="calls">Where the copies are written.</param>
    public PackedMatrices(Program step, ProgramNames names, string layer, CodeWriter calls)
    {
        // A loop inside would use the same memory.
        if (step.Kernels.Any(k => k.Body is not null))
        {
            return;
        }

        var declared = new List<(string Local, string Arguments, string Length)>();
        foreach (Kernel kernel in step.Kernels)
        {
            if (kernel.Root.Operator is MatrixProduct product && ProductSizes.Of(step.Graph, kernel, product) is { Count: var count } sizes && count == Dimension.One
                && step.Graph.Owner(kernel.Root.Inputs[1]) is var matrix && step.Buffers.First(b => b.Node == matrix).Storage == Storage.Capture
                && Find(matrix, product, sizes) is null)
            {
                string local = names.Locals.Unique(names[matrix] + (product.TransposeRight ? "Transposed" : "") + "Panels");
                _locals.Add((matrix, product.TransposeRight, sizes.Columns, sizes.Depth), local);
                declared.Add((local, $"{names[matrix]}, {sizes.Columns}, {sizes.Depth}, {Literal.Boolean(product.TransposeRight)}, {sizes.Rows}", $"Kernels::PackedMatrix.Length({sizes.Columns}, {sizes.Depth}, {sizes.Rows})"));
            }
        }

        if (declared.Count == 0)
        {
            return;
        }

        string panels = names.Locals.Unique(Identifier.Camel(layer + "panels"));
        calls.Line();
        calls.Line($"// {(layer.Length == 0 ? "" : layer.TrimEnd('/') + ": ")}what every step multiplies by, copied once as kernels read it");
        calls.Line($"float* {panels} = workers.Lasting({string.Join(" + ", declared.Select(d => d.Length))});");
        string offset = panels;
        foreach ((string local, string arguments, string length) in declared)
        {
            calls.Line($"var {local} = new Kernels::PackedMatrix({arguments}, {offset}, workers);");
            offset += " + " + length;
        }

        calls.Line();
    }

    /// <summary>The local that holds the right side of a product packed; null where it is read where it lies.</summary>
    public string? Find(int matrix, MatrixProduct product, ProductSizes sizes) =>
        sizes.Count == Dimension.One && _locals.TryGetValue((matrix, product.TransposeRight, sizes.Columns, sizes.Depth), out string? local) ? local : null;
}
