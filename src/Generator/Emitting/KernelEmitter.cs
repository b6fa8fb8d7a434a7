using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>Writes what one kernel adds to a program: statements of its method, and the struct of its loop body where it has one.</summary>
/// <param name="packed">In the step of a loop: the matrices that are packed before it.</param>
internal sealed class KernelEmitter(Graph graph, ProgramNames names, Names types, CodeWriter calls, CodeWriter structs, PackedMatrices? packed = null)
{
    private string _comment = "";

    public void Emit(Kernel kernel)
    {
        Comment(kernel);
        switch (kernel.Root.Operator)
        {
            case Scan scan:
                new ScanEmitter(graph, names, types, calls, structs).Emit(kernel, scan);
                break;
            case MatrixProduct product:
                EmitMatrixProduct(kernel, product);
                break;
            case ConvolutionOperator convolution:
                EmitConvolution(kernel, convolution);
                break;
            case ReductionOperator reduction:
                EmitReduction(kernel, reduction);
                break;
            case ElementwiseOperator:
                EmitElementwise(kernel);
                break;
            default:
                new CallEmitter(graph, names, calls).Emit(kernel);
                break;
        }
    }

    /// <summary>Declares what finishes a single matrix product, and gives its call to whoever decides when it is made.</summary>
    public ProductCall DeclareProduct(Kernel kernel)
    {
        Comment(kernel);
        (string epilogue, string type) = Epilogue(kernel);
        var product = (MatrixProduct)kernel.Root.Operator;
        return new(epilogue, type, ProductOf(kernel, product, ProductSizes.Of(graph, kernel, product), epilogue, (input, _) => names[graph.Owner(input)]));
    }

    /// <summary>Declares what finishes a product that a loop computes for a few steps at a time.</summary>
    /// <param name="stream">The local that computes it.</param>
    /// <returns>The local.</returns>
    public string DeclareStreamed(Kernel kernel, string stream)
    {
        Comment(kernel, kernel.Rows?.Ids is null ? ", for a few steps at a time" : ", for each row of the table when an id first names it");
        calls.Line($"float* {names[kernel.Results[0]]} = {stream}.Results;");
        return Epilogue(kernel).Local;
    }

    private void Comment(Kernel kernel, string remark = "")
    {
        _comment = KernelComment.Of(graph, kernel) + remark;
        calls.Line();
        calls.Line("// " + _comment);
    }

    private void EmitElementwise(Kernel kernel)
    {
        IterationSpace space = IterationSpace.Of(graph, kernel);
        var body = new KernelStruct(graph, names, "IElementwiseKernel", kernel.Through);
        var loop = new LoopBody(graph, body, space, "row", "index");
        loop.Compute(kernel.Nodes, kernel.Results, kernel.Parts);
        body.Method("void Run<TLane>(nint row, nint index)", loop.Lines);
        (string local, _) = Declare(kernel, body);
        int cost = Math.Max(1, kernel.Nodes.Sum(n => SaveOrRecompute.Cost(graph[n].Operator)));
        calls.Line($"Kernels::Elementwise.Run(ref {local}, {space.Rows}, {space.Columns}, {Literal.Int32(cost)}, workers);");
    }

    private void EmitReduction(Kernel kernel, ReductionOperator reduction)
    {
        ReductionLoop walk = ReductionLoop.Of(graph, kernel.Root);
        var body = new KernelStruct(graph, names, "IReductionKernel");
        var map = new LoopBody(graph, body, walk.Space, "row", "index");
        map.Compute(kernel.Prologue, EquatableArray<int>.Empty);
        map.Return(kernel.Root.Inputs[0]);
        body.Method("TLane Map<TLane>(nint row, nint index)", map.Lines);
        var store = new LoopBody(graph, body, new(kernel.Root.Shape, 0), "row", "index");
        body.Method("void Store<TLane>(nint index, TLane value)", Finish(kernel, store));
        (string local, string type) = Declare(kernel, body);
        calls.Line(walk.FoldsColumns
            ? $"Kernels::Reduction.Rows<{type}, Kernels::{Fold(reduction)}>(ref {local}, {walk.Outer}, {walk.Rows}, workers);"
            : $"Kernels::Reduction.Columns<{type}, Kernels::{Fold(reduction)}>(ref {local}, {walk.Outer}, {walk.Rows}, {walk.Space.Columns}, workers);");
    }

    private static string Fold(ReductionOperator reduction) => reduction switch
    {
        ReduceSum => "SumFold",
        ReduceMaximum => "MaximumFold",
        ReduceMinimum => "MinimumFold",
        _ => throw new InvalidOperationException($"{reduction} has no fold"),
    };

    private void EmitMatrixProduct(Kernel kernel, MatrixProduct product)
    {
        ProductSizes sizes = ProductSizes.Of(graph, kernel, product);
        if (sizes.Count == Dimension.One)
        {
            calls.Line(ProductOf(kernel, product, sizes, Epilogue(kernel).Local, (input, _) => names[graph.Owner(input)]));
            return;
        }

        using (calls.Block($"for (nint matrix = 0; matrix < {sizes.Count}; matrix++)"))
        {
            calls.Line($"nint firstRow = matrix * {Dimensions.Factor(sizes.Rows)};");
            string epilogue = Epilogue(kernel, "firstRow").Local;
            calls.Line(ProductOf(kernel, product, sizes, epilogue, (input, length) => $"{names[graph.Owner(input)]} + (matrix * {Dimensions.Factor(length)})"));
        }
    }

    /// <param name="operand">The address of an input, given the length of one of its matrices.</param>
    private string ProductOf(Kernel kernel, MatrixProduct product, ProductSizes sizes, string epilogue, Func<int, Dimension, string> operand)
    {
        (int left, int right) = (kernel.Root.Inputs[0], kernel.Root.Inputs[1]);
        (_, Dimension rows, Dimension columns, Dimension depth) = sizes;
        string beginning = $"Kernels::MatrixProduct.Run(ref {epilogue}, {operand(left, rows * depth)}, ";
        string transposeLeft = Literal.Boolean(product.TransposeLeft);
        return packed?.Find(graph.Owner(right), product, sizes) is { } panels
            ? $"{beginning}{panels}, {rows}, {columns}, {depth}, {transposeLeft}, workers);"
            : $"{beginning}{operand(right, depth * columns)}, {rows}, {columns}, {depth}, {transposeLeft}, {Literal.Boolean(product.TransposeRight)}, workers);";
    }

    /// <summary>A window of one position is no window: then the positions are the rows of a matrix, and only the operands' order differs.</summary>
    private void EmitConvolution(Kernel kernel, ConvolutionOperator convolution)
    {
        (Shape x, Shape weights, Shape y) = convolution.Roles([.. kernel.Root.Inputs.Select(i => graph[i].Shape)], kernel.Root.Shape);
        string operands = string.Join(", ", kernel.Root.Inputs.Select(i => names[graph.Owner(i)]));
        if (convolution.IsMatrixProduct(weights))
        {
            Dimension positions = x.WithoutAxis(x.Rank - 1).Length, channels = x[x.Rank - 1], filters = y[y.Rank - 1];
            string sizes = convolution switch
            {
                Convolution => $"{positions}, {filters}, {channels}, false, false",
                ConvolutionInputGradient => $"{positions}, {channels}, {filters}, false, true",
                ConvolutionKernelGradient => $"{channels}, {filters}, {positions}, true, false",
                _ => throw new InvalidOperationException($"{convolution} has no matrix product"),
            };
            calls.Line($"Kernels::MatrixProduct.Run(ref {Epilogue(kernel).Local}, {operands}, {sizes}, workers);");
            return;
        }

        string window = names.Locals.Unique(ProgramNames.Describe(kernel.Root) + "Window");
        calls.Line($"var {window} = {SlidingWindows.Text(convolution.Sliding, x, weights.Dimensions.Take(convolution.Sliding.Rank).Select(d => (int)d.Value), y, convolution.Groups)};");
        calls.Line($"Kernels::{convolution.RuntimeName}.Run(ref {Epilogue(kernel).Local}, {operands}, {window}, workers);");
    }

    /// <summary>
    /// Declares what finishes the elements of a contraction, with the last axis of the result as columns and all others as rows;
    /// the result is the local's name and its type.
    /// </summary>
    /// <param name="firstRow">The variable that is added to each row's number; null for none.</param>
    private (string Local, string Type) Epilogue(Kernel kernel, string? firstRow = null)
    {
        Shape result = kernel.Root.Shape;
        if (kernel.Epilogue.Count == 0 && firstRow is null)
        {
            string plain = names.Locals.Unique(ProgramNames.Describe(kernel.Root) + "Kernel");
            calls.Line($"var {plain} = new Kernels::StoreEpilogue({names[kernel.Root.Id]}, {result[result.Rank - 1]});");
            return (plain, "Kernels::StoreEpilogue");
        }

        var body = new KernelStruct(graph, names, "IEpilogue");
        string row = firstRow is null ? "row" : $"({body.Size(firstRow)} + row)";
        var store = new LoopBody(graph, body, new(result, result.Rank - 1), row, "column");
        body.Method("void Store<TLane>(TLane value, nint row, nint column)", Finish(kernel, store));
        return Declare(kernel, body);
    }

    /// <summary>The statements that take the root's elements through the epilogue to memory.</summary>
    private static IReadOnlyList<string> Finish(Kernel kernel, LoopBody store)
    {
        store.Bind(kernel.Root.Id, "value");
        if (kernel.Results.Contains(kernel.Root.Id))
        {
            store.Store(kernel.Root.Id);
        }

        store.Compute(kernel.Epilogue, kernel.Results);
        return store.Lines;
    }

    /// <summary>Writes the struct and a local that holds it.</summary>
    private (string Local, string Type) Declare(Kernel kernel, KernelStruct body)
    {
        string name = ProgramNames.Describe(kernel.Root);
        string type = types.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1) + "Kernel");
        string local = names.Locals.Unique(name + "Kernel");
        structs.Line();
        body.Write(structs, type, [$"<summary>{_comment}.</summary>"]);
        calls.Line($"var {local} = new {type}({body.Arguments});");
        return (local, type);
    }
}

/// <summary>A matrix product that is declared and not yet called.</summary>
/// <param name="Epilogue">The local that finishes it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">The call.</param>
internal sealed record ProductCall(string Epilogue, string Type, string Text);
