namespace Compiled.Package.Tests;

/// <summary>
/// The package, packed once into a folder of its own, with a version and a package cache that no earlier run can have filled:
/// what the tests see is what was just built.
/// </summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        Folder = Directory.CreateTempSubdirectory("compiled-package-").FullName;
        Version = $"0.1.0-test.{Path.GetFileName(Folder)["compiled-package-".Length..]}";
        DotNetCommand.Run(
            RepositoryRoot,
            new Dictionary<string, string>(),
            "pack",
            "src/Package",
            "--configuration",
            "Release",
            "--artifacts-path",
            Path.Combine(Folder, "artifacts"),
            "--output",
            Path.Combine(Folder, "packages"),
            "--disable-build-servers",
            "--nologo",
            "-p:ContinuousIntegrationBuild=true",
            $"-p:Version={Version}");
        File = Path.Combine(Folder, "packages", $"Compiled.{Version}.nupkg");
    }

    /// <summary>A temporary folder outside the tree, removed at the end.</summary>
    public string Folder { get; }

    /// <summary>The version packed: unique to this run.</summary>
    public string Version { get; }

    /// <summary>The packed file.</summary>
    public string File { get; }

    /// <summary>Packages are unpacked into a folder of this run; those of others that the machine has already are read from there.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "cache"),
        ["RestoreFallbackFolders"] = UserPackages,
    };

    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Compiled.sln.");
        }
    }

    private static string UserPackages
    {
        get
        {
            string folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            return Directory.CreateDirectory(folder).FullName;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
