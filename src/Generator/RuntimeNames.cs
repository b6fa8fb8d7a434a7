namespace Compiled.Generator;

/// <summary>The metadata names of the language: all that the generator knows of the runtime assembly.</summary>
internal static class RuntimeNames
{
    public const string ModelAttribute = "Compiled.ModelAttribute";
}
