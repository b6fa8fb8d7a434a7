using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Names: locals, parameters, options and weights of custom layers, sizes of tensors, elements of tuples.</content>
internal sealed partial class BodyReader
{
    private static readonly Dictionary<string, double> _genericConstants = new()
    {
        ["Zero"] = 0, ["One"] = 1, ["NegativeOne"] = -1, ["Pi"] = Math.PI, ["Tau"] = 2 * Math.PI, ["E"] = Math.E,
        ["AdditiveIdentity"] = 0, ["MultiplicativeIdentity"] = 1,
    };

    private Expression ReadName(ExpressionSyntax expression)
    {
        int span = context.Span(expression);
        if (expression is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access
            && access.Expression is not (ThisExpressionSyntax or BaseExpressionSyntax)
            && ReadMember(access, span) is { } member)
        {
            return member;
        }

        ISymbol? symbol = SymbolOf(expression);
        switch (symbol)
        {
            case ILocalSymbol or IParameterSymbol:
                return ReadLocal(expression, symbol, span);
            case IPropertySymbol or IFieldSymbol:
                return ReadState(expression, symbol, span);
            case IMethodSymbol:
                return Unsupported(expression, $"The method '{symbol.Name}' without a call", "call it");
            default:
                return Unsupported(expression, $"'{Text(expression)}'", symbol is null ? "no such value is known here" : "compute with tensors, numbers, tuples and arrays");
        }
    }

    private Expression ReadLocal(ExpressionSyntax expression, ISymbol symbol, int span)
    {
        if (symbol.Name.Length == 0)
        {
            return Broken(expression);
        }

        bool isOption = symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
        if (isOption && !environment.Type.Derives(RuntimeNames.LayerDefinition))
        {
            return Unsupported(expression, $"The constructor parameter '{symbol.Name}'", "write a 'const': the network is fixed while the project builds");
        }

        if (!isOption && !IsOwn(symbol) && !_captures.Contains(symbol, SymbolEqualityComparer.Default))
        {
            _captures.Add(symbol);
        }

        return new NameExpression(symbol.Name, span);
    }

    /// <summary>A member of a value: a size of a tensor, a count, an element of a tuple. Null if it is something else, such as a static field.</summary>
    private Expression? ReadMember(MemberAccessExpressionSyntax access, int span)
    {
        string name = access.Name.Identifier.ValueText;
        ITypeSymbol? owner = TypeOf(access.Expression);
        ISymbol? symbol = SymbolOf(access);
        if (SymbolOf(access.Expression) is ITypeParameterSymbol && _genericConstants.TryGetValue(name, out double constant))
        {
            return new ConstantExpression(new RealValue(constant), span);
        }

        if (symbol is IFieldSymbol { ContainingType.IsTupleType: true } element)
        {
            int index = IndexOf(element);
            return index < 0 ? Broken(access) : new TupleElementExpression(Read(access.Expression), index, span);
        }

        bool mayBeTensor = owner.IsTensor() || (owner.IsUnknown() && symbol is null && SymbolOf(access.Expression) is not (INamespaceOrTypeSymbol or null));
        if (mayBeTensor && name == RuntimeNames.Lengths)
        {
            return new LengthsExpression(Read(access.Expression), span);
        }

        if (mayBeTensor && name == RuntimeNames.Rank)
        {
            return new CountExpression(Read(access.Expression), span);
        }

        if (owner.IsTensor())
        {
            return Unsupported(access, $"'{name}' of a tensor", "its Rank and Lengths are known while building; everything else is an operator of Compiled.Ops");
        }

        if (symbol is IPropertySymbol { Name: "Length" or "Count", IsStatic: false } && IsList(owner))
        {
            Expression counted = Read(access.Expression);
            return new CountExpression(counted is LengthsExpression lengths ? lengths.Tensor : counted, span);
        }

        return null;
    }

    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol
        or INamedTypeSymbol { Name: "ReadOnlySpan" or "Span" or "List" or "IReadOnlyList" or "IList" or "ImmutableArray", Arity: 1 };

    private static int IndexOf(IFieldSymbol element)
    {
        IFieldSymbol plain = element.CorrespondingTupleField ?? element;
        for (int i = 0; i < element.ContainingType.TupleElements.Length; i++)
        {
            IFieldSymbol candidate = element.ContainingType.TupleElements[i];
            if (candidate.Name == element.Name || (candidate.CorrespondingTupleField ?? candidate).Name == plain.Name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A property or field: a weight or option of a custom layer, or one whose value follows from its declaration.</summary>
    private Expression ReadState(ExpressionSyntax expression, ISymbol symbol, int span)
    {
        if (symbol.HasAttribute(RuntimeNames.WeightAttribute))
        {
            return new NameExpression(symbol.Name, span);
        }

        bool isOwn = SymbolEqualityComparer.Default.Equals(symbol.ContainingType, environment.Type);
        if (isOwn && environment.Type.Derives(RuntimeNames.LayerDefinition)
            && symbol is IPropertySymbol { IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public })
        {
            return new NameExpression(symbol.Name, span);
        }

        if (symbol is IPropertySymbol held && environment.Member(held) is not null)
        {
            return Unsupported(expression, $"The model '{symbol.Name}' without a call", $"call {symbol.Name}.Forward(…)");
        }

        if ((symbol.IsStatic || isOwn) && Definition(symbol) is { } definition && context.Contains(definition))
        {
            if (!_inlined.Add(symbol))
            {
                return Unsupported(expression, $"'{symbol.Name}', whose value depends on itself,", "give it a value of its own");
            }

            Expression value = Read(definition);
            _inlined.Remove(symbol);
            return value;
        }

        return Unsupported(expression, $"'{Text(expression)}'", "its value is not known while the project builds: write a 'const', or pass a tensor to 'Forward'");
    }

    /// <summary>The expression that a property or read-only field always equals; null if it may change.</summary>
    private static ExpressionSyntax? Definition(ISymbol symbol)
    {
        ExpressionSyntax? direct = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            PropertyDeclarationSyntax { Initializer.Value: var initial } when ((IPropertySymbol)symbol).SetMethod is null => initial,
            PropertyDeclarationSyntax { AccessorList.Accessors: [{ ExpressionBody.Expression: var body }] } => body,
            VariableDeclaratorSyntax { Initializer.Value: var initial } when symbol is IFieldSymbol { IsReadOnly: true } => initial,
            _ => null,
        };
        return direct ?? (symbol.IsStatic ? null : AssignedInConstructor(symbol));
    }

    private static ExpressionSyntax? AssignedInConstructor(ISymbol symbol) => symbol.ContainingType.InstanceConstructors
        .SelectMany(c => c.DeclaringSyntaxReferences)
        .Select(r => r.GetSyntax())
        .OfType<ConstructorDeclarationSyntax>()
        .SelectMany(c => c.ExpressionBody is { } body ? [body.Expression] : c.Body?.Statements.OfType<ExpressionStatementSyntax>().Select(s => s.Expression) ?? [])
        .OfType<AssignmentExpressionSyntax>()
        .Where(a => a.IsKind(SyntaxKind.SimpleAssignmentExpression) && symbol is IPropertySymbol { SetMethod: null } or IFieldSymbol { IsReadOnly: true })
        .FirstOrDefault(a => a.Left switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == symbol.Name,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == symbol.Name,
            _ => false,
        })?.Right;
}
