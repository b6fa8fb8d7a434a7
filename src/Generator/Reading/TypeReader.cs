using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads where the generated part of a class goes, and whether it can go there.</summary>
internal static class TypeReader
{
    /// <param name="baseType">The base class that the type has, or gets from its generated part.</param>
    public static TypeDeclaration Read(ReadingContext context, INamedTypeSymbol type, string baseType)
    {
        Check(context, type, baseType);
        var containing = new List<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, $"partial {Keyword(outer)} {outer.Name}");
        }

        string name = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";
        return new(name, containing.ToEquatableArray(), type.Name, $"{type.Accessibility()}{(type.IsSealed ? " sealed" : "")} class");
    }

    private static void Check(ReadingContext context, INamedTypeSymbol type, string baseType)
    {
        if (!IsPartial(type))
        {
            context.Report(Descriptors.ClassNotPartial, context.Span(type), type.Name);
        }

        string? fault = type.IsRecord ? "a record"
            : type.TypeKind != TypeKind.Class ? $"a {Keyword(type)}"
            : type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.IsFileLocal ? "local to its file"
            : null;
        if (fault is not null)
        {
            context.Report(Descriptors.NotAnOrdinaryClass, context.Span(type), type.Name, fault);
        }

        if (type.Arity > 0)
        {
            context.Report(Descriptors.GenericClass, context.Span(type), type.Name);
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer))
            {
                context.Report(Descriptors.ContainingTypeNotPartial, context.Span(type), outer.Name, type.Name);
            }

            if (outer.Arity > 0)
            {
                context.Report(Descriptors.GenericClass, context.Span(type), outer.Name);
            }
        }

        if (type.BaseType is { } declared && declared.SpecialType != SpecialType.System_Object && !declared.IsUnknown() && !declared.Is(baseType) && fault is null)
        {
            context.Report(Descriptors.BaseClassDeclared, context.Span(type), type.Name, declared.Name);
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
