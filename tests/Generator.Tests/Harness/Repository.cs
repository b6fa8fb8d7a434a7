namespace Compiled.Generator.Tests.Harness;

/// <summary>The sources that the tests were built from. Paths recorded by the compiler do not lead there: deterministic builds map them.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Compiled.sln");
    }
}
