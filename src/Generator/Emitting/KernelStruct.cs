using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>
/// A loop body as a struct of addresses and sizes. Its constructor takes what the body turns out to use,
/// under the names that the program's method gives the same things.
/// </summary>
/// <param name="through">The nodes that it makes where it reads them.</param>
internal sealed class KernelStruct(Graph graph, ProgramNames names, string contract, EquatableArray<int> through = default) : ILoopTarget
{
    private readonly SortedDictionary<string, string> _sizes = new(StringComparer.Ordinal);
    private readonly List<(string Type, string Name)> _addresses = [];
    private readonly List<(string Signature, IReadOnlyList<string> Lines)> _methods = [];

    /// <summary>What the method passes, in order.</summary>
    public string Arguments => string.Join(", ", _addresses.Select(a => a.Name).Concat(_sizes.Keys));

    /// <inheritdoc/>
    public Names Locals() => names.Locals.Inner();

    /// <inheritdoc/>
    public string Text(Dimension size)
    {
        foreach (string symbol in size.Monomials.SelectMany(m => m.Symbols))
        {
            Size(symbol);
        }

        return Dimensions.Factor(size);
    }

    /// <summary>A size passed by name.</summary>
    public string Size(string name)
    {
        _sizes[name] = "nint";
        return name;
    }

    /// <inheritdoc/>
    public string Size(Dimension size) => $"TLane.Broadcast((float){Text(size)})";

    /// <inheritdoc/>
    public string Print(ScalarExpression expression) => LanePrinter.Print(expression);

    /// <inheritdoc/>
    public string Value(string name, string value) => $"TLane {name} = {value};";

    /// <inheritdoc/>
    public string Index(string name, string value) => $"nint {name} = {value};";

    /// <inheritdoc/>
    public string Load(string address, string index, bool isRepeated, ElementType element)
    {
        string at = At(address, index);
        return isRepeated ? $"TLane.Broadcast(*{(index.Length > 0 ? $"({at})" : at)})"
            : element == ElementType.Int32 ? $"TLane.LoadInt32({at})"
            : $"TLane.Load({at})";
    }

    /// <inheritdoc/>
    public string Store(string address, string index, string value) => $"TLane.Store({At(address, index)}, {value});";

    /// <inheritdoc/>
    public string Address(int node)
    {
        int owner = graph.Owner(node);
        string name = names[owner];
        if (!_addresses.Any(a => a.Name == name))
        {
            _addresses.Add((ElementPointer(graph[owner].Type), name));
        }

        return name;
    }

    /// <inheritdoc/>
    public string? OneHot(int node, Func<Shape, string> labelIndex, string column)
    {
        if (!through.Contains(node))
        {
            return null;
        }

        if (graph[node].Operator is not Operators.OneHot)
        {
            throw new InvalidOperationException($"{graph[node].Operator} is not read through on the processor");
        }

        int labels = graph[node].Inputs[0];
        string label = At(Address(labels), labelIndex(graph[labels].Shape.Insert(graph[labels].Shape.Rank, Dimension.One)));
        return $"Kernels::OneHot.Elements<TLane>(*({label}), {column})";
    }

    public void Method(string signature, IReadOnlyList<string> lines) => _methods.Add((signature, lines));

    public void Write(CodeWriter writer, string name, IEnumerable<string> comment)
    {
        foreach (string line in comment)
        {
            writer.Line($"/// {line}");
        }

        string parameters = string.Join(", ", _addresses.Select(a => $"{a.Type} {a.Name}").Concat(_sizes.Select(s => $"{s.Value} {s.Key}")));
        using (writer.Block($"private readonly unsafe struct {name}({parameters}) : Kernels::{contract}"))
        {
            for (int m = 0; m < _methods.Count; m++)
            {
                if (m > 0)
                {
                    writer.Line();
                }

                writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
                using (writer.Block($"public {_methods[m].Signature}\n    where TLane : struct, Kernels::ILane<TLane>"))
                {
                    foreach (string line in _methods[m].Lines)
                    {
                        writer.Line(line);
                    }
                }
            }
        }
    }

    private static string At(string address, string index) => index.Length == 0 ? address : $"{address} + {index}";

    public static string ElementPointer(TensorType type) => type.Element == ElementType.Int32 ? "int*" : "float*";
}
