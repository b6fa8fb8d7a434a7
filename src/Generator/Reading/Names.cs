using System.Text.RegularExpressions;

namespace Compiled.Generator.Reading;

/// <summary>How names of C# become names of layers and settings.</summary>
internal static class Names
{
    /// <summary>Keras's rule: <c>MaxPooling2D</c> is <c>max_pooling2d</c>, <c>LeakyReLU</c> is <c>leaky_re_lu</c>.</summary>
    public static string Snake(string name)
    {
        string words = Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2", RegexOptions.CultureInvariant);
        return Regex.Replace(words, "([a-z])([A-Z])", "$1_$2", RegexOptions.CultureInvariant).ToLowerInvariant();
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string WithoutSuffix(string name) => name.Length > 9 && name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - 9) : name;

    /// <summary>Whether weights can be saved under this name.</summary>
    public static bool IsLayerName(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
