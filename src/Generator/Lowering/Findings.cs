using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Lowering;

/// <summary>What is wrong with a model: each finding once, in the order found.</summary>
internal sealed class Findings
{
    private readonly List<DiagnosticInfo> _items = [];

    public bool HasErrors => _items.Any(i => Descriptors.ById(i.Id).DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticInfo info)
    {
        if (!_items.Contains(info))
        {
            _items.Add(info);
        }
    }

    public void Add(DiagnosticDescriptor descriptor, int span, params string[] arguments) => Add(DiagnosticInfo.Of(descriptor, span, arguments));

    public EquatableArray<DiagnosticInfo> ToArray() => _items.ToEquatableArray();
}
