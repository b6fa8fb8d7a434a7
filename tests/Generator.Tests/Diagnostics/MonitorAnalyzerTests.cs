using System.Globalization;
using Compiled.Generator.Analyzers;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Tests.Diagnostics;

public class MonitorAnalyzerTests
{
    [Theory]
    [InlineData("new() { Callbacks = [new EarlyStopping()] }", "'val_loss' is watched, but this Fit has no validation data: set ValidationData or ValidationSplit, or watch 'loss'", "new EarlyStopping()")]
    [InlineData("new() { Callbacks = new Callback[] { new ModelCheckpoint(\"best\", monitor: \"val_accuracy\") }, ValidationSplit = 0 }", "'val_accuracy' is watched", "\"val_accuracy\"")]
    [InlineData("new FitOptions { Callbacks = [stop] }", "'val_loss' is watched", "stop")]
    [InlineData("new() { Callbacks = [new EarlyStopping(Watched), new TerminateOnNaN()] }", "'val_mae' is watched", "Watched")]
    [InlineData("new() { Callbacks = [new EarlyStopping()], ValidationSplit = 0.2f }", null, null)]
    [InlineData("new() { Callbacks = [new EarlyStopping()], ValidationData = validation }", null, null)]
    [InlineData("new() { Callbacks = [new EarlyStopping(\"loss\")] }", null, null)]
    [InlineData("new() { Epochs = 3 }", null, null)]
    public async Task ValidationValuesAreWatchedOnlyWithValidationData(string options, string? message, string? place)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile($$"""
            using Compiled;

            public static class Training
            {
                private const string Watched = "val_mae";

                public static void Run(Model model, Dataset train, Dataset validation)
                {
                    var stop = new EarlyStopping();
                    model.Fit(train, {{options}});
                }
            }
            """);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        var found = (await compilation.WithAnalyzers([new MonitorAnalyzer()]).GetAnalyzerDiagnosticsAsync())
            .Select(d => (d.GetMessage(CultureInfo.InvariantCulture), d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)));
        if (message is null)
        {
            Assert.Empty(found);
        }
        else
        {
            (string text, string underlined) = Assert.Single(found);
            Assert.StartsWith(message, text, StringComparison.Ordinal);
            Assert.Equal(place, underlined);
        }
    }
}
