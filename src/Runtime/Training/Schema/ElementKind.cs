namespace Compiled;

/// <summary>The type of a tensor's elements.</summary>
public enum ElementKind
{
    /// <summary><see cref="float"/>.</summary>
    Float32,

    /// <summary><see cref="int"/>, for token ids and class labels.</summary>
    Int32,
}
