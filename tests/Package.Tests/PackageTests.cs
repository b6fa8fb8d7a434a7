using System.IO.Compression;
using System.Xml.Linq;

namespace Compiled.Package.Tests;

public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void Holds_the_runtime_for_each_framework_the_generator_and_the_papers()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        string[] expected =
        [
            "LICENSE",
            "README.md",
            "analyzers/dotnet/cs/Compiled.Generator.dll",
            "build/Compiled.props",
            "build/Compiled.targets",
            "buildTransitive/Compiled.props",
            "buildTransitive/Compiled.targets",
            "lib/net10.0/Compiled.Runtime.dll",
            "lib/net10.0/Compiled.Runtime.xml",
            "lib/net10.0/Compiled.Shaders.dll",
            "lib/net10.0/Compiled.Shaders.xml",
            "lib/net8.0/Compiled.Runtime.dll",
            "lib/net8.0/Compiled.Runtime.xml",
            "lib/net8.0/Compiled.Shaders.dll",
            "lib/net8.0/Compiled.Shaders.xml",
        ];
        // The pages that the README links to, and that of each diagnostic where its descriptor says.
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(PackedPackage.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(PackedPackage.RepositoryRoot, file).Replace(Path.DirectorySeparatorChar, '/'));
        string[] metadata = ["Compiled.nuspec", "[Content_Types].xml"];
        string[] entries = [.. archive.Entries
            .Select(e => e.FullName)
            .Where(n => !metadata.Contains(n) && !n.StartsWith("_rels/", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(expected.Concat(pages).Order(StringComparer.Ordinal), entries);
    }

    [Fact]
    public void Depends_on_the_tensors_of_the_base_library_alone()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream stream = archive.GetEntry("Compiled.nuspec")!.Open();
        XDocument nuspec = XDocument.Load(stream);
        XNamespace ns = nuspec.Root!.Name.Namespace;
        var dependencies = nuspec.Descendants(ns + "group")
            .Select(group => (Framework: group.Attribute("targetFramework")?.Value, Ids: string.Join(' ', group.Elements().Select(d => d.Attribute("id")?.Value))));
        Assert.Equal([("net10.0", "System.Numerics.Tensors"), ("net8.0", "System.Numerics.Tensors")], dependencies);
        Assert.Equal("MIT", nuspec.Descendants(ns + "license").Single().Value);
    }

    /// <summary>A new console project outside the tree, with warnings as errors, trains a chain and a graph on both frameworks.</summary>
    [Fact]
    public void Fresh_project_builds_without_warnings_and_trains()
    {
        string project = Path.Combine(package.Folder, "consumer");
        Directory.CreateDirectory(project);
        foreach (string source in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            File.Copy(source, Path.Combine(project, Path.GetFileName(source).Replace(".template", "")));
        }

        DotNetCommand.Run(
            project,
            package.Variables,
            "build",
            "--disable-build-servers",
            "--nologo",
            $"-p:CompiledVersion={package.Version}",
            $"-p:RestoreAdditionalProjectSources={Path.GetDirectoryName(package.File)}");

        foreach (string framework in (string[])["net10.0", "net8.0"])
        {
            // Only the newest runtime need be installed: the older build runs on it.
            var variables = new Dictionary<string, string> { ["DOTNET_ROLL_FORWARD"] = "Major" };
            string output = DotNetCommand.Run(project, variables, "exec", Path.Combine("bin", "Debug", framework, "Consumer.dll"));
            Assert.Equal("0 1 1 0" + Environment.NewLine + "0 1 1 0", output.Trim());
        }
    }

    /// <summary>A sample takes the package in place of the sources, as an app would, and runs to its end.</summary>
    [Theory]
    [InlineData("Digits", "--quick", "test accuracy")]
    [InlineData("WideAndDeep", "--quick", "test loss")]
    [InlineData("FirstSteps", "4", "7 times 6 = 42")]
    public void Samples_run_with_the_package(string sample, string argument, string lastLine)
    {
        string artifacts = Path.Combine(package.Folder, "samples", sample);
        DotNetCommand.Run(
            PackedPackage.RepositoryRoot,
            package.Variables,
            "build",
            $"samples/{sample}",
            "--configuration",
            "Release",
            "--artifacts-path",
            artifacts,
            "--disable-build-servers",
            "--nologo",
            "-p:UsePackage=true",
            $"-p:Version={package.Version}",
            $"-p:PackageFolder={Path.GetDirectoryName(package.File)}",
            "-p:EmitCompilerGeneratedFiles=false");

        string output = DotNetCommand.Run(
            PackedPackage.RepositoryRoot,
            new Dictionary<string, string>(),
            "exec",
            Path.Combine(artifacts, "bin", sample, "release", sample + ".dll"),
            argument);
        Assert.StartsWith(lastLine, output.TrimEnd().Split('\n')[^1]);
    }
}
