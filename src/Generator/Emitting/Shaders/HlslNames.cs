using System.Globalization;
using System.Text;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Identifiers of one scope of HLSL, which has words of its own and no letters beyond ASCII.</summary>
internal sealed class HlslNames(IEnumerable<string> reserved, Names? outer = null) : Names(reserved, outer)
{
    /// <summary>The words of the language that a name in camel case may meet, and what every kernel's text defines.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
    [
        "abs", "asfloat", "asint", "asuint", "bool", "break", "case", "cbuffer", "ceil", "centroid", "clamp", "class", "column_major", "compile", "const", "continue",
        "cos", "cross", "default", "discard", "do", "dot", "double", "dword", "else", "exp", "export", "extern", "false", "float", "floor", "fmod", "for", "frac", "globallycoherent",
        "groupshared", "half", "if", "in", "indices", "inline", "inout", "int", "interface", "isfinite", "isinf", "isnan", "lerp", "line", "lineadj", "linear", "log", "long", "mad",
        "matrix", "max", "min", "mul", "namespace", "nointerpolation", "noise", "noperspective", "normal", "normalize", "operator", "out", "packoffset", "pass", "payload", "point",
        "pow", "precise", "primitives", "register", "return", "round", "row_major", "sample", "sampler", "saturate", "shared", "sign", "signed", "sin", "sizeof", "snorm", "sqrt",
        "static", "step", "string", "struct", "switch", "tan", "tanh", "tbuffer", "technique", "template", "texture", "this", "transpose", "triangle", "true", "trunc", "typedef",
        "typename", "uint", "uniform", "union", "unorm", "unsigned", "using", "vector", "vertices", "void", "volatile", "while",
        "at", "batch", "column", "element", "folded", "found", "gradients", "group", "id", "lane", "leftTile", "length", "losses", "main", "maxima", "parameters", "partial", "rightTile", "row", "rest", "within", "outer",
        "seedHigh", "seedLow", "stepHigh", "stepLow", "thread", "value", "workspace", "workspaceIntegers",
    ];

    public override Names Inner() => new HlslNames([], this);

    protected override string Spell(string wanted)
    {
        var text = new StringBuilder();
        foreach (char c in wanted.TrimStart('@'))
        {
            text.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' ? c.ToString() : "u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return text.Length == 0 || text[0] is >= '0' and <= '9' ? "_" + text : text.ToString();
    }
}
