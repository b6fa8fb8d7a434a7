using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Emitting;

/// <summary>Names as C# identifiers.</summary>
internal static class Identifier
{
    /// <summary>The name, escaped where it is a keyword and with every character C# does not allow replaced.</summary>
    public static string Of(string name)
    {
        string identifier = IsValid(name) ? name : Replaced(name);
        return SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;
    }

    private static bool IsValid(string name)
    {
        foreach (char c in name)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(c))
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsDigit(name[0]);
    }

    private static string Replaced(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            text.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        }

        if (text.Length == 0 || char.IsDigit(text[0]))
        {
            text.Insert(0, '_');
        }

        return text.ToString();
    }

    /// <summary>A path such as <c>hidden1/kernel</c> as one camel-case identifier: <c>hidden1Kernel</c>.</summary>
    public static string Camel(string path)
    {
        var text = new char[path.Length];
        int length = 0;
        bool upper = false;
        foreach (char c in path)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(c) || c == '_')
            {
                upper = length > 0;
                continue;
            }

            text[length] = upper ? char.ToUpper(c, CultureInfo.InvariantCulture) : length == 0 ? char.ToLower(c, CultureInfo.InvariantCulture) : c;
            length++;
            upper = false;
        }

        return Of(new string(text, 0, length));
    }
}
