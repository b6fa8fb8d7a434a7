using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting;

/// <summary>What a loop body needs of the language it is written in, and of the kernel it is part of.</summary>
internal interface ILoopTarget
{
    /// <summary>A scope for the locals of a method.</summary>
    Names Locals();

    /// <summary>A size, in parentheses where it is more than one factor.</summary>
    string Text(Dimension size);

    /// <summary>A size as the value of an element.</summary>
    string Size(Dimension size);

    /// <summary>What the elements of a node are called in memory.</summary>
    string Address(int node);

    /// <summary>
    /// The elements of rows with a one at a label, which the loop makes itself along the classes; null for all other nodes, and where
    /// <see cref="Address"/> makes them.
    /// </summary>
    /// <param name="labelIndex">From the shape of the labels, with an axis of one for the classes, to the index of the row's: a name or number, empty for zero.</param>
    /// <param name="column">The first class.</param>
    string? OneHot(int node, Func<Shape, string> labelIndex, string column);

    string Print(ScalarExpression expression);

    /// <summary>The statement that declares an element's value.</summary>
    string Value(string name, string value);

    /// <summary>The statement that declares an index.</summary>
    string Index(string name, string value);

    /// <summary>An element as a float.</summary>
    /// <param name="index">A name or number; empty for zero.</param>
    /// <param name="isRepeated">Whether neighbouring columns see the same element.</param>
    string Load(string address, string index, bool isRepeated, ElementType element);

    /// <summary>The statement that stores an element.</summary>
    /// <param name="index">A name or number; empty for zero.</param>
    string Store(string address, string index, string value);
}
