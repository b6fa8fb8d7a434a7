namespace Compiled.Generator.Emitting;

/// <summary>Identifiers of one scope, each given once: a name that is taken gets the next free number.</summary>
internal sealed class Names(params string[] reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

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
