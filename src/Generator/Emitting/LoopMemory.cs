namespace Compiled.Generator.Emitting;

/// <summary>The memory of a loop beside the workspace, of a size that only the processor knows: its parts follow one another.</summary>
/// <param name="layer">What the loop belongs to, as the beginning of names and comments.</param>
internal sealed class LoopMemory(string layer)
{
    private readonly List<(string Length, Func<string, string> Declaration)> _parts = [];
    private bool _hasProducts;

    /// <summary>Adds a matrix, copied once.</summary>
    /// <param name="length">In floats; a multiple of 16.</param>
    /// <param name="declaration">The statement that uses it, given its address.</param>
    public void AddMatrix(string length, Func<string, string> declaration) => _parts.Add((length, declaration));

    /// <summary>Adds a matrix and room for some steps' products with it.</summary>
    /// <inheritdoc cref="AddMatrix"/>
    public void AddProduct(string length, Func<string, string> declaration)
    {
        _hasProducts = true;
        AddMatrix(length, declaration);
    }

    /// <summary>Writes the statements in order.</summary>
    /// <param name="locals">The identifiers of the method.</param>
    public void Write(Names locals, CodeWriter calls)
    {
        if (_parts.Count == 0)
        {
            return;
        }

        string address = locals.Unique(Identifier.Camel(layer + "panels"));
        calls.Line();
        calls.Line($"// {(layer.Length == 0 ? "" : layer.TrimEnd('/') + ": ")}what every step multiplies by, copied once as kernels read it{(_hasProducts ? ", and room for some steps' products" : "")}");
        calls.Line($"float* {address} = workers.Lasting({string.Join(" + ", _parts.Select(p => p.Length))});");
        foreach ((string length, Func<string, string> declaration) in _parts)
        {
            calls.Line(declaration(address));
            address += " + " + length;
        }
    }
}
