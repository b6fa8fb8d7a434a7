namespace Compiled;

/// <summary>
/// Marks a partial class derived from <see cref="CellDefinition"/> as a recurrent layer of the user's own. Its method <c>Step(x, states …)</c>
/// says what one step does: from the step's input and the states, each with its sizes in a <see cref="StateAttribute"/>, to a tuple of the
/// output and the next states. It is compiled into the loop over the sequence, and differentiated through time, like those of the built-in layers.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CellAttribute : Attribute;
