namespace Compiled.Generator.Emitting;

/// <summary>Identifiers of one scope, each given once: a name that is taken gets the next free number.</summary>
internal sealed class Names(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>A scope inside this one.</summary>
    public Names Copy() => new(_taken);

    public string Unique(string wanted)
    {
        string name = Identifier.Of(wanted);
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = Identifier.Of(wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return name;
    }
}
