using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Calls: operators, layers, models inside, the user's own methods, functions of compile-time numbers.</content>
internal sealed partial class BodyReader
{
    private int _distributed;

    private Expression ReadCall(InvocationExpressionSyntax call)
    {
        SeparatedSyntaxList<ArgumentSyntax> passed = call.ArgumentList.Arguments;
        if (passed.FirstOrDefault(a => !a.RefKindKeyword.IsKind(SyntaxKind.None) && !a.RefKindKeyword.IsKind(SyntaxKind.InKeyword)) is { } reference)
        {
            return Unsupported(reference, "An argument by reference", "return the result instead, several as a tuple");
        }

        if (MemberOf(call) is { } member)
        {
            return ReadMemberCall(call, member);
        }

        if (SymbolOf(call, passed.Count) is not IMethodSymbol target)
        {
            return UnsupportedCall(call, Text(call.Expression), UnknownAdvice(call));
        }

        if (target.HasUnresolvedAttribute())
        {
            return Broken(call);
        }

        int span = context.Span(call);
        if (environment.Layers(target) is { } layers)
        {
            return LayerStackReader.Call(new CallExpression(new(CallKind.Layer, layers[0].Member), Bind(call, target), span), layers);
        }

        if (target.MethodKind == MethodKind.DelegateInvoke)
        {
            return UnsupportedCall(call, Text(call.Expression), "write a static method or a local function instead of a delegate");
        }

        INamedTypeSymbol? owner = target.ContainingType;
        if (owner.Is(RuntimeNames.Operators))
        {
            return target.Name == RuntimeNames.TimeDistributed ? ReadTimeDistributed(call, span) : new CallExpression(new(CallKind.Operator, target.Name), Bind(call, target), span);
        }

        if (owner.Is("System.Math") || owner.Is("System.MathF"))
        {
            return new CallExpression(new(CallKind.Math, target.Name), Bind(call, target), span);
        }

        if (target is { IsStatic: true, Parameters.Length: 1, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating" } && passed.Count == 1
            && call.Expression is MemberAccessExpressionSyntax creation)
        {
            string number = TypeOf(creation.Expression) is { } type ? NumberName(type) ?? "float" : "float";
            return new ConversionExpression(number, Read(passed[0].Expression), span);
        }

        return IsReadable(target)
            ? ReadOwnCall(call, target, Bind(call, target), span)
            : UnsupportedCall(call, target.Name, CallAdvice.Of(target, environment.Type));
    }

    /// <summary>What to write instead of a method that C# does not know either: it may be misspelled, or an operator whose class is not named.</summary>
    private string UnknownAdvice(InvocationExpressionSyntax call)
    {
        string written = Text(call.Expression);
        string[] operators = [.. context.Operators?.GetMembers().OfType<IMethodSymbol>().Select(m => m.Name) ?? []];
        return operators.Contains(written)
            ? $"it is an operator: write 'using static {RuntimeNames.Operators};' at the top of the file"
            : "no such method is known here" + Spelling.Suggest(
                written, context.SemanticModelOf(call).LookupSymbols(call.SpanStart).OfType<IMethodSymbol>().Select(m => m.Name).Concat(operators).Distinct());
    }

    /// <summary>Whether the method can be inlined: static, local, or of the model itself, with its source in the compilation.</summary>
    private bool IsReadable(IMethodSymbol target)
    {
        IMethodSymbol plain = target.ReducedFrom ?? target;
        bool isOwn = SymbolEqualityComparer.Default.Equals(plain.ContainingType, environment.Type) && !plain.IsVirtual && !plain.IsOverride;
        bool isBodiless = plain is { IsPartialDefinition: true, PartialImplementationPart: null };
        return plain.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
            && (plain.IsStatic || plain.MethodKind == MethodKind.LocalFunction || isOwn)
            && !isBodiless
            && context.IsOfThisProject(plain);
    }

    private Expression ReadOwnCall(ExpressionSyntax call, IMethodSymbol target, EquatableArray<Argument> bound, int span)
    {
        IMethodSymbol plain = target.ReducedFrom is { } unreduced
            ? target.TypeArguments.Length == unreduced.Arity && unreduced.Arity > 0 ? unreduced.Construct([.. target.TypeArguments]) : unreduced
            : target;
        if (methods.Read(plain, environment, span, arguments) is not { } read)
        {
            context.Fail();
            return new RefusedExpression(span);
        }

        IEnumerable<Argument> captured = read.Captures.Select(c => new Argument(c.Name, ReadLocal(call, c, span)));
        return new CallExpression(new(CallKind.Method, read.Declaration.Key), bound.Concat(captured).ToEquatableArray(), span);
    }

    /// <summary><c>TimeDistributed(layer, x)</c>: the layer is a method named, not called.</summary>
    private Expression ReadTimeDistributed(InvocationExpressionSyntax call, int span)
    {
        SeparatedSyntaxList<ArgumentSyntax> passed = call.ArgumentList.Arguments;
        if (passed.Count != 2)
        {
            return Broken(call);
        }

        int first = passed[0].NameColon?.Name.Identifier.ValueText == "x" ? 1 : 0;
        ExpressionSyntax layer = passed[first].Expression;
        string sample = FormattableString.Invariant($"sample {_distributed++}"); // no name of C#
        Expression x = Read(passed[1 - first].Expression);
        return Named(layer, new NameExpression(sample, span), span) is { } made
            ? new CallExpression(new(CallKind.EachStep, sample), EquatableArray.Of(new Argument("x", x), new Argument("layer", made)), span)
            : UnsupportedCall(call, RuntimeNames.TimeDistributed, "name the method of a layer, the Forward of a model that this one holds, or a method of yours, each with one tensor as its parameter");
    }

    /// <summary>The call, with one argument, of a method that is named; null where that is none.</summary>
    private Expression? Named(ExpressionSyntax method, Expression argument, int span)
    {
        if (method is MemberAccessExpressionSyntax { Name.Identifier.ValueText: RuntimeNames.Forward } access && SymbolOf(access.Expression) is IPropertySymbol property && environment.Member(property) is { } member)
        {
            return member.Model.Forward.Parameters is [var input] ? new CallExpression(new(CallKind.Member, member.Member), EquatableArray.Of(new Argument(input.Name, argument)), span) : null;
        }

        if (SymbolOf(method) is not IMethodSymbol { Parameters: [var parameter] } target)
        {
            return null;
        }

        EquatableArray<Argument> bound = EquatableArray.Of(new Argument(parameter.Name, argument));
        return environment.Layers(target) is { } layers ? LayerStackReader.Call(new CallExpression(new(CallKind.Layer, layers[0].Member), bound, span), layers)
            : IsReadable(target) ? ReadOwnCall(method, target, bound, span)
            : null;
    }

    /// <summary>The model whose <c>Forward</c> is called. It may be an attribute stack, whose <c>Forward</c> is yet to be generated, so no symbol is asked for.</summary>
    private MemberDeclaration? MemberOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: RuntimeNames.Forward } access && SymbolOf(access.Expression) is IPropertySymbol property
            ? environment.Member(property)
            : null;

    private Expression ReadMemberCall(InvocationExpressionSyntax call, MemberDeclaration member)
    {
        EquatableArray<ParameterDeclaration> parameters = member.Model.Forward.Parameters;
        SeparatedSyntaxList<ArgumentSyntax> passed = call.ArgumentList.Arguments;
        if (passed.Count != parameters.Count)
        {
            return UnsupportedCall(
                call, $"{member.Member}.Forward", $"pass {string.Join(", ", parameters.Select(p => $"{p.Type} {p.Name}"))}");
        }

        var bound = new List<Argument>();
        for (int i = 0; i < passed.Count; i++)
        {
            string name = passed[i].NameColon?.Name.Identifier.ValueText ?? parameters[i].Name;
            bound.Add(new(name, Read(passed[i].Expression)));
        }

        return new CallExpression(new(CallKind.Member, member.Member), bound.ToEquatableArray(), context.Span(call));
    }

    /// <summary>The arguments by the parameters they fill, in the order of evaluation, then the defaults of what was left out.</summary>
    private EquatableArray<Argument> Bind(InvocationExpressionSyntax call, IMethodSymbol target)
    {
        var bound = new List<Argument>();
        IReadOnlyList<IParameterSymbol> parameters = target.Parameters;
        if (target.ReducedFrom is { } extension && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver })
        {
            bound.Add(new(extension.Parameters[0].Name, Read(receiver)));
        }

        SeparatedSyntaxList<ArgumentSyntax> passed = call.ArgumentList.Arguments;
        for (int i = 0; i < passed.Count; i++)
        {
            ArgumentSyntax argument = passed[i];
            string? name = argument.NameColon?.Name.Identifier.ValueText;
            IParameterSymbol? parameter = name is not null ? parameters.FirstOrDefault(p => p.Name == name) : i < parameters.Count ? parameters[i] : null;
            if (parameter is { IsParams: true } && name is null && IsExpanded(passed, i, parameter))
            {
                IEnumerable<Expression> rest = passed.Skip(i).Select(a => Read(a.Expression));
                bound.Add(new(parameter.Name, new ArrayExpression(rest.ToEquatableArray(), context.Span(argument))));
                break;
            }

            if (parameter is null)
            {
                // One argument too many or an unknown name: C# says so.
                Broken(argument);
                continue;
            }

            bound.Add(new(parameter.Name, Read(argument.Expression)));
        }

        foreach (IParameterSymbol parameter in parameters.Where(p => bound.All(b => b.Parameter != p.Name)))
        {
            if (parameter.IsParams)
            {
                bound.Add(new(parameter.Name, new ArrayExpression(EquatableArray<Expression>.Empty, context.Span(call))));
            }
            else if (ParameterReader.Default(parameter) is { } value)
            {
                bound.Add(new(parameter.Name, new ConstantExpression(value, context.Span(call))));
            }
            else
            {
                Broken(call);
            }
        }

        return bound.ToEquatableArray();
    }

    /// <summary>Whether arguments from <paramref name="first"/> on are the elements of a <c>params</c> parameter rather than the array itself.</summary>
    private bool IsExpanded(SeparatedSyntaxList<ArgumentSyntax> passed, int first, IParameterSymbol parameter)
    {
        if (passed.Count != first + 1)
        {
            return true;
        }

        ExpressionSyntax only = passed[first].Expression;
        return only is not CollectionExpressionSyntax
            && !(TypeOf(only) is { } type && !type.IsUnknown() && !type.IsTensor() && context.IsImplicitlyConvertible(type, parameter.Type));
    }
}
