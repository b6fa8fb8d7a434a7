namespace Compiled;

/// <summary>One long text.</summary>
/// <param name="Text">With line feeds at the ends of lines.</param>
/// <param name="Source">Where it comes from, for people.</param>
public sealed record Corpus(string Text, string Source)
{
    /// <summary>For example <c>1115394 characters, Shakespeare from data/tinyshakespeare.txt</c>.</summary>
    public override string ToString() => $"{Text.Length} characters, {Source}";
}
