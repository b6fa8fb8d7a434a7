using System.Text;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>
/// The HLSL of one kernel while it is written: functions of its own around a template, and above them the constants, buffers and values
/// that these turn out to use.
/// </summary>
internal sealed class ShaderText(Graph graph, ShaderNames names) : ILoopTarget
{
    private readonly SortedSet<string> _constants = new(StringComparer.Ordinal);
    private readonly List<MemoryView> _buffers = [];
    private readonly List<string> _values = [];
    private readonly List<string> _definitions = [];
    private readonly StringBuilder _functions = new();

    /// <summary>The constants of <c>b0</c>, in order.</summary>
    public IReadOnlyCollection<string> Constants => _constants;

    /// <summary>The buffers, in the order of their registers.</summary>
    public IReadOnlyList<MemoryView> Buffers => _buffers;

    public Names Locals() => names.Locals.Inner();

    public string Text(Dimension size)
    {
        foreach (string symbol in size.Monomials.SelectMany(m => m.Symbols))
        {
            _constants.Add(symbol);
        }

        return Dimensions.Factor(size);
    }

    public string Size(Dimension size) => $"(float){Text(size)}";

    public string Address(int node)
    {
        int owner = graph.Owner(node);
        string name = names[owner];
        if (names.IsReadThrough(owner))
        {
            Declare(ShaderMovement.Function(graph, this, graph[owner], name));
            return name;
        }

        Declare(names.Place(owner) is { Condition: { } condition } place
            ? $"{(place.View.IsInteger ? "int" : "float")} {name}(uint at)\n{{\n    if ({Condition(condition)})\n    {{\n        return {Element(place.View)};\n    }}\n\n    return {Element(place.Otherwise!)};\n}}\n"
            : $"#define {name}(at) {Element(names.Place(owner).View)}");
        return name;
    }

    public string? OneHot(int node, Func<Shape, string> labelIndex, string column) => null;

    /// <summary>Gives a name to memory that belongs to no node.</summary>
    public void Define(string name, MemoryView view) => Declare($"#define {name}(at) {Element(view)}");

    public string Print(ScalarExpression expression) => HlslPrinter.Print(expression);

    public string Value(string name, string value) => $"float {name} = {value};";

    public string Index(string name, string value) => $"uint {name} = {value};";

    public string Load(string address, string index, bool isRepeated, ElementType element) =>
        (element == ElementType.Int32 ? "(float)" : "") + At(address, index);

    public string Store(string address, string index, string value) => $"{At(address, index)} = {value};";

    /// <summary>Asks for constants that are no sizes.</summary>
    public void Use(params string[] constants) => _constants.UnionWith(constants);

    /// <summary>Gives a name of the template its meaning.</summary>
    public void Define(string name, string value) => _definitions.Add($"#define {name} {value}");

    public void Define(string name, Dimension value) => Define(name, Text(value));

    public void Define(string name, int value) => Define(name, Literal.Int32(value));

    /// <summary>Gives a name of the template three numbers, along depth, height and width; what is missing is left out at the front.</summary>
    public void Define(string name, IReadOnlyList<int> axes, int missing) => _definitions.Add(
        $"static const uint3 {name} = uint3({string.Join(", ", Enumerable.Repeat(missing, 3 - axes.Count).Concat(axes).Select(axis => Literal.Int32(axis)))});");

    /// <summary>Adds a function that the template calls.</summary>
    public void Function(string signature, IEnumerable<string> lines)
    {
        var writer = new CodeWriter();
        using (writer.Block(signature))
        {
            foreach (string line in lines)
            {
                writer.Line(line);
            }
        }

        _functions.Append(writer).Append('\n');
    }

    /// <summary>The whole text, the templates last.</summary>
    public string Write(string comment, IEnumerable<string> templates)
    {
        string body = _functions + string.Join("\n", templates.Select(ShaderTemplate.Kernel));
        var writer = new CodeWriter();
        writer.Line("// " + comment);
        if (_constants.Count > 0)
        {
            using (writer.Block("cbuffer Constants : register(b0)", "};"))
            {
                foreach (string constant in _constants)
                {
                    writer.Line($"uint {constant};");
                }
            }

            writer.Line();
        }

        for (int register = 0; register < _buffers.Count; register++)
        {
            writer.Line($"RWStructuredBuffer<{(_buffers[register].IsInteger ? "int" : "float")}> {_buffers[register].Name} : register(u{Literal.Int32(register)});");
        }

        writer.Line(string.Join("\n", _values.Concat(_definitions))).Line();
        writer.Line((ShaderTemplate.FunctionsOf(body + string.Join("\n", _definitions)) + body).TrimEnd('\n'));
        return writer.ToString();
    }

    /// <summary>Adds a definition, once, behind those that it names.</summary>
    public void Declare(string value)
    {
        if (!_values.Contains(value))
        {
            _values.Add(value);
        }
    }

    private string Condition(StepCondition condition)
    {
        _constants.Add(condition.Index);
        return $"{condition.Index} == {Text(condition.Step)}";
    }

    private string Element(MemoryView view)
    {
        if (!_buffers.Any(b => b.Name == view.Name))
        {
            _buffers.Add(view);
        }

        string offset = view.Offset == Dimension.Zero ? "" : Text(view.Offset) + " + ";
        return $"{view.Name}[{offset}(at)]";
    }

    private static string At(string address, string index) => $"{address}({(index.Length == 0 ? "0" : index)})";
}
