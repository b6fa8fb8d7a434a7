using System.Collections.Immutable;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Analyzers;

/// <summary>Looks at calls of <c>Fit</c>, <c>TrainOnBatch</c> and <c>Evaluate</c>: a model whose attributes name no loss has no program for them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossAnalyzer : DiagnosticAnalyzer
{
    private const string Evaluate = "Evaluate";

    private static readonly string[] _methods = ["Fit", "TrainOnBatch", Evaluate];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.TrainingWithoutLoss);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (((InvocationExpressionSyntax)context.Node).Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: var method } name } access
            && _methods.Contains(method)
            && context.SemanticModel.GetTypeInfo(access.Expression).Type is INamedTypeSymbol model
            && model.HasAttribute(RuntimeNames.ModelAttribute)
            && context.SemanticModel.GetSymbolInfo(name).Symbol is IMethodSymbol { ContainingType: var owner } && (owner.Is(RuntimeNames.Model) || owner.Is(RuntimeNames.ModelExtensions))
            && !IsServed(model, method))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.TrainingWithoutLoss, name.GetLocation(), method, model.Name));
        }
    }

    /// <summary>Whether the attributes name a loss, or, to evaluate, a metric that needs none.</summary>
    private static bool IsServed(INamedTypeSymbol model, string method) => model.GetAttributes()
        .Where(a => a.AttributeClass.Is(RuntimeNames.ModelAttribute) || a.AttributeClass.Is(RuntimeNames.OutputAttribute))
        .SelectMany(a => a.NamedArguments.Select(n => (n.Key, n.Value, IsOutput: a.AttributeClass.Is(RuntimeNames.OutputAttribute))))
        .Any(setting => setting.Key switch
        {
            "Loss" => setting.Value.Value is not 0,
            "CustomLoss" => !setting.Value.IsNull,
            "CustomMetrics" => method == Evaluate,
            "Metrics" => method == Evaluate && setting.IsOutput,
            _ => false,
        });
}
