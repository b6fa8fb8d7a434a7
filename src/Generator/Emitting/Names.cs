namespace Compiled.Generator.Emitting;

/// <summary>Identifiers of one scope, each given once: a name that is taken here or in the scope around gets the next free number.</summary>
/// <param name="reserved">Names that are taken from the start.</param>
/// <param name="outer">The scope around.</param>
internal class Names(IEnumerable<string> reserved, Names? outer = null)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>A scope inside this one.</summary>
    public virtual Names Inner() => new([], this);

    public string Unique(string wanted)
    {
        string name = Spell(wanted);
        for (int number = 2; IsTaken(name); number++)
        {
            name = Spell(wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _taken.Add(name);
        return name;
    }

    /// <summary>The name as the language allows it.</summary>
    protected virtual string Spell(string wanted) => Identifier.Of(wanted);

    private bool IsTaken(string name) => _taken.Contains(name) || outer?.IsTaken(name) == true;
}
