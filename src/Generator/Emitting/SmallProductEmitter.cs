using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>Writes small products in a row: for a single sample straight through, for more as the products they are.</summary>
internal sealed class SmallProductEmitter(Graph graph, ProgramNames names, Names types, CodeWriter calls, CodeWriter structs)
{
    /// <param name="kernels">As <see cref="SmallProducts"/> finds them.</param>
    public void Emit(IReadOnlyList<Kernel> kernels)
    {
        var one = new CodeWriter();
        var many = new CodeWriter();
        (string Epilogue, string Type, string Sizes, string Values)? before = null;
        foreach (Kernel kernel in kernels)
        {
            ProductCall call = new KernelEmitter(graph, names, types, calls, structs).DeclareProduct(kernel);
            string sizes = DeclareSizes(kernel);
            string weights = names[graph.Owner(kernel.Root.Inputs[1])], values = names[graph.Owner(kernel.Results[0])];
            one.Line(before is { } layer
                ? $"Kernels::SmallProduct.FinishAndSum<{layer.Type}, {sizes}>(ref {layer.Epilogue}, {layer.Values}, {weights}, {values});"
                : $"Kernels::SmallProduct.Sum<{sizes}>({names[graph.Owner(kernel.Root.Inputs[0])]}, {weights}, {values});");
            many.Line(call.Text);
            before = (call.Epilogue, call.Type, sizes, values);
        }

        (string epilogue, string type, string last, string result) = before!.Value;
        one.Line($"Kernels::SmallProduct.Finish<{type}, {last}>(ref {epilogue}, {result});");
        using (calls.Block("if (batch == 1)"))
        {
            calls.Line("// A sample alone: all sizes are constants, and a layer's sums are finished while the next layer multiplies.");
            calls.Lines(one);
        }

        using (calls.Block("else"))
        {
            calls.Lines(many);
        }
    }

    private string DeclareSizes(Kernel kernel)
    {
        Shape weights = graph[kernel.Root.Inputs[1]].Shape;
        string name = ProgramNames.Describe(kernel.Root);
        string type = types.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1) + "Sizes");
        structs.Line();
        structs.Line($"/// <summary>{weights[0]} summands, {weights[1]} columns.</summary>");
        using (structs.Block($"private readonly struct {type} : Kernels::IProductSizes"))
        {
            structs.Line($"public static int Depth => {weights[0]};");
            structs.Line();
            structs.Line($"public static int Columns => {weights[1]};");
        }

        return type;
    }
}
