namespace Compiled.Generator.Tests.Harness;

/// <summary>The networks of the samples, as their files have them.</summary>
internal static class SampleSources
{
    /// <summary>The files of a sample that declare models.</summary>
    public static string[] Of(string sample) => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples", sample), "*.cs")
        .Where(file => Path.GetFileName(file) != "Program.cs")
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)];
}
