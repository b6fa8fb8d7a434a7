namespace Compiled.Generator.Emitting;

/// <summary>Identifiers of one scope, each given once: a name that is taken gets the next free number.</summary>
internal class Names(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    protected IEnumerable<string> Taken => _taken;

    /// <summary>A scope inside this one.</summary>
    public virtual Names Copy() => new(_taken);

    public string Unique(string wanted)
    {
        string name = Spell(wanted);
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = Spell(wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return name;
    }

    /// <summary>The name as the language allows it.</summary>
    protected virtual string Spell(string wanted) => Identifier.Of(wanted);
}
