using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests;

public class CompilerTests
{
    private const string Source = """
        using Compiled;

        [Model(Loss = Loss.MeanSquaredError)]
        [Input(4)]
        [Dense(2)]
        public partial class Net;
        """;

    [Fact]
    public void AnErrorInsideTheCompilerIsAFindingAtTheModel()
    {
        ReadResult read = GeneratorHarness.Read("Net", Source);
        ModelDeclaration broken = read.Declaration! with { Layers = EquatableArray<LayerDeclaration>.Empty }; // Forward still calls the layer
        CompilationResult result = Compiler.Compile(broken, CancellationToken.None);
        Assert.DoesNotContain("TrainProgram", Assert.Single(result.Files).Text, StringComparison.Ordinal);
        DiagnosticInfo finding = Assert.Single(result.Diagnostics);
        Assert.Equal(Descriptors.InternalError.Id, finding.Id);
        string message = finding.ToDiagnostic(read.Map).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("Internal error compiling 'Net': KeyNotFoundException", message, StringComparison.Ordinal);
        Assert.Contains("please report", message, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellationIsNoError()
    {
        ReadResult read = GeneratorHarness.Read("Net", Source);
        Assert.Throws<OperationCanceledException>(() => Compiler.Compile(read.Declaration!, new(canceled: true)));
    }
}
