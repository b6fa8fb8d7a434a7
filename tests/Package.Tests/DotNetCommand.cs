using System.Collections;
using System.Diagnostics;
using System.Text;

namespace Compiled.Package.Tests;

/// <summary>Runs the command line of the SDK as a user would: without the variables that a build or a test run leaves behind.</summary>
internal static class DotNetCommand
{
    private static readonly string[] _inherited = ["MSBUILD", "VSTEST", "DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS", "COREHOST", "NUGET_PACKAGES"];

    /// <summary>Runs <c>dotnet</c> in a folder and returns all that it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static string Run(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => (string)e.Key))
        {
            if (_inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                start.Environment.Remove(name);
            }
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        string text = output.ToString();
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with exit code {process.ExitCode}:{Environment.NewLine}{text}");
    }
}
