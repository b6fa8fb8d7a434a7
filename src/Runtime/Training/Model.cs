namespace Compiled;

/// <summary>
/// The base of every compiled model: it owns the parameters; the generator adds the programs.
/// </summary>
public abstract partial class Model
{
    /// <summary>The tables of the model.</summary>
    public abstract ModelSchema Schema { get; }

    /// <summary>The floats that a program needs in its workspace for a batch of this size.</summary>
    protected internal abstract long WorkspaceLength(ProgramKind program, int batch);

    /// <summary>Runs a compiled program; addresses and sizes were checked.</summary>
    protected internal abstract void Run(ProgramKind program, in ProgramArguments arguments);
}
