namespace Compiled.Generator.Emitting;

/// <summary>Identifiers of one scope, each given once: a name that is taken here or in the scope around gets the next free number.</summary>
/// <param name="reserved">Names that are taken from the start.</param>
/// <param name="outer">The scope around.</param>
internal class Names(IEnumerable<string> reserved, Names? outer = null)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>The number to try next where a name was wanted before: a thousand of the same would be looked up half a million times.</summary>
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>A scope inside this one.</summary>
    public virtual Names Inner() => new([], this);

    public string Unique(string wanted)
    {
        string name = Spell(wanted);
        if (IsTaken(name))
        {
            int number = _next.TryGetValue(wanted, out int next) ? next : 2;
            do
            {
                name = Spell(wanted + number++.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            while (IsTaken(name));
            _next[wanted] = number;
        }

        _taken.Add(name);
        return name;
    }

    /// <summary>The name as the language allows it.</summary>
    protected virtual string Spell(string wanted) => Identifier.Of(wanted);

    private bool IsTaken(string name) => _taken.Contains(name) || outer?.IsTaken(name) == true;
}
