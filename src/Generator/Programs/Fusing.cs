namespace Compiled.Generator.Programs;

/// <summary>What may be computed by one kernel.</summary>
internal enum Fusing
{
    /// <summary>
    /// All but a second function such as an exponential. RyuJIT expands calls into a method until it has 512 variables; a loop with two
    /// functions has more, and then calls single additions.
    /// </summary>
    OneFunction,

    /// <summary>Loops of any number of functions: compilers for devices have no such limit.</summary>
    Everything,

    /// <summary>Each operator is a kernel of its own: what fusion is measured by, and held against.</summary>
    Nothing,
}
