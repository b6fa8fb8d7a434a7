using System.Collections.Immutable;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Analyzers;

/// <summary>
/// Looks at the options of <c>Fit</c>: a callback that watches a <c>val_*</c> value never acts where there is no validation data.
/// The options cannot be changed once they are created, so their creation tells all.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MonitorAnalyzer : DiagnosticAnalyzer
{
    private const string ValidationPrefix = "val_";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.MonitorWithoutValidation);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (creation.Initializer is not { } initializer || !context.SemanticModel.GetTypeInfo(creation).Type.Is(RuntimeNames.FitOptions))
        {
            return;
        }

        ExpressionSyntax? callbacks = null;
        foreach (AssignmentExpressionSyntax assignment in initializer.Expressions.OfType<AssignmentExpressionSyntax>())
        {
            string name = (assignment.Left as IdentifierNameSyntax)?.Identifier.ValueText ?? "";
            if (name is "ValidationData" or "ValidationSplit" && !IsNothing(context.SemanticModel, assignment.Right))
            {
                return;
            }

            callbacks = name == "Callbacks" ? assignment.Right : callbacks;
        }

        foreach (ExpressionSyntax callback in Elements(callbacks))
        {
            if (Monitored(context.SemanticModel, callback) is { } monitored && monitored.Name.StartsWith(ValidationPrefix, StringComparison.Ordinal))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.MonitorWithoutValidation, monitored.Place.GetLocation(), monitored.Name, monitored.Name.Substring(ValidationPrefix.Length)));
            }
        }
    }

    /// <summary>Whether the value is a constant that means no validation: null or zero.</summary>
    private static bool IsNothing(SemanticModel model, ExpressionSyntax value) =>
        model.GetConstantValue(value) is { HasValue: true, Value: null or 0 or 0f or 0d };

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax? callbacks) => callbacks switch
    {
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        BaseObjectCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [],
    };

    /// <summary>What a callback watches and where that is written; null if it watches nothing, or nothing known here.</summary>
    private static (string Name, SyntaxNode Place)? Monitored(SemanticModel model, ExpressionSyntax callback)
    {
        ExpressionSyntax place = callback;
        if (callback is IdentifierNameSyntax && model.GetSymbolInfo(callback).Symbol is ILocalSymbol local
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            callback = value;
        }

        if (callback is not BaseObjectCreationExpressionSyntax creation || model.GetSymbolInfo(creation).Symbol is not IMethodSymbol constructor
            || constructor.Parameters.FirstOrDefault(p => p.Name == "monitor") is not { } parameter)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = creation.ArgumentList?.Arguments ?? default;
        ArgumentSyntax? argument = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? arguments.Take(parameter.Ordinal + 1).Skip(parameter.Ordinal).FirstOrDefault(a => a.NameColon is null);
        if (argument is null)
        {
            return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string name } ? (name, place) : null;
        }

        return model.GetConstantValue(argument.Expression) is { HasValue: true, Value: string given } ? (given, place == callback ? argument.Expression : place) : null;
    }
}
