using System.Collections.Concurrent;
using System.Text;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>The HLSL of <c>src/Shaders/Templates</c>, which is part of this assembly: one file a kernel or function.</summary>
internal static class ShaderTemplate
{
    private const string Prefix = "Templates/", FunctionPrefix = Prefix + "Functions/", Suffix = ".hlsl";

    private static readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The names of all functions that kernels may call.</summary>
    public static IReadOnlyList<string> Functions { get; } =
    [
        .. typeof(ShaderTemplate).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(FunctionPrefix, StringComparison.Ordinal))
            .Select(name => name.Substring(FunctionPrefix.Length, name.Length - FunctionPrefix.Length - Suffix.Length))
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>A kernel's text.</summary>
    public static string Kernel(string name) => Read(Prefix + name + Suffix);

    /// <summary>The functions that a text calls, each behind those that it calls itself.</summary>
    public static string FunctionsOf(string text)
    {
        var needed = new List<string>();
        Collect(text, needed);
        return string.Concat(needed.Select(name => Read(FunctionPrefix + name + Suffix) + "\n"));
    }

    private static void Collect(string text, List<string> needed)
    {
        foreach (string name in Functions.Where(name => !needed.Contains(name) && Calls(text, name)))
        {
            string function = Read(FunctionPrefix + name + Suffix);
            Collect(function.Replace($" {name}(", " ("), needed);
            needed.Add(name);
        }
    }

    private static bool Calls(string text, string name)
    {
        for (int at = text.IndexOf(name + "(", StringComparison.Ordinal); at >= 0; at = text.IndexOf(name + "(", at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
            {
                return true;
            }
        }

        return false;
    }

    private static string Read(string resource) => _texts.GetOrAdd(resource, static name =>
    {
        using Stream stream = typeof(ShaderTemplate).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"there is no template {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    });
}
