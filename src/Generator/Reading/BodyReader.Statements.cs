using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Statements.</content>
internal sealed partial class BodyReader
{
    private EquatableArray<Statement> ReadStatements(IEnumerable<StatementSyntax> statements)
    {
        var read = new List<Statement>();
        foreach (StatementSyntax statement in statements)
        {
            int count = read.Count;
            if (CanDescend())
            {
                _depth++;
                ReadStatement(statement, read);
                _depth--;
            }
            else
            {
                Refuse(statement, "A statement inside so many others", "move it into a method, and call that");
            }

            if (_isRefused)
            {
                // As a whole: a loop whose step was refused would never end.
                read.RemoveRange(count, read.Count - count);
                read.Add(new RefusedStatement(context.Span(statement)));
                _isRefused = false;
            }
        }

        return read.ToEquatableArray();
    }

    /// <summary>The statements of a loop or branch, with or without braces.</summary>
    private EquatableArray<Statement> ReadBody(StatementSyntax statement) => ReadStatements(statement is BlockSyntax block ? (IEnumerable<StatementSyntax>)block.Statements : [statement]);

    private void ReadStatement(StatementSyntax statement, List<Statement> read)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case BlockSyntax block:
                read.Add(new BlockStatement(ReadStatements(block.Statements), context.Span(block)));
                break;
            case LocalDeclarationStatementSyntax declaration:
                ReadDeclaration(declaration, read);
                break;
            case ExpressionStatementSyntax expression:
                ReadAction(expression.Expression, read);
                break;
            case ReturnStatementSyntax { Expression: { } value } done:
                read.Add(new ReturnStatement(Read(value), context.Span(done)));
                break;
            case ReturnStatementSyntax done:
                Refuse(done, "'return' without a value", "return the tensor that the method computes");
                break;
            case IfStatementSyntax branch:
                read.Add(new IfStatement(
                    ReadDecision(branch.Condition),
                    ReadBody(branch.Statement),
                    branch.Else is null ? EquatableArray<Statement>.Empty : ReadBody(branch.Else.Statement),
                    context.Span(branch)));
                break;
            case ForStatementSyntax loop:
                ReadFor(loop, read);
                break;
            case WhileStatementSyntax loop:
                read.Add(new ForStatement(EquatableArray<Statement>.Empty, ReadBound(loop.Condition), EquatableArray<Statement>.Empty, ReadBody(loop.Statement), context.Span(loop.WhileKeyword)));
                break;
            case ForEachStatementSyntax loop:
                read.Add(new ForEachStatement(loop.Identifier.ValueText, Read(loop.Expression), ReadBody(loop.Statement), context.Span(loop.ForEachKeyword)));
                break;
            case LocalFunctionStatementSyntax or EmptyStatementSyntax:
                // A local function is read where it is called.
                break;
            default:
                (string what, string instead) = Advice(statement);
                Refuse(statement, what, instead);
                break;
        }
    }

    private static (string What, string Instead) Advice(StatementSyntax statement) => statement.Kind() switch
    {
        SyntaxKind.BreakStatement or SyntaxKind.ContinueStatement => ("A jump out of a loop", "write the bound into the loop's condition, or the rest of the body into an 'if'"),
        SyntaxKind.DoStatement => ("A 'do' loop", "write a 'for' over a compile-time bound"),
        SyntaxKind.SwitchStatement => ("A 'switch' statement", "write 'if' and 'else', or a switch expression, on a compile-time value"),
        SyntaxKind.ForEachVariableStatement => ("A 'foreach' that takes its elements apart", "write 'foreach (var pair in pairs)' and '(var a, var b) = pair;' in its body"),
        SyntaxKind.ThrowStatement => ("'throw'", "remove it: shapes are checked while the project builds"),
        SyntaxKind.TryStatement => ("'try'", "remove it: a network throws nothing"),
        SyntaxKind.UsingStatement or SyntaxKind.LockStatement or SyntaxKind.FixedStatement or SyntaxKind.UnsafeStatement => ("A statement that holds a resource", "remove it: a network only computes"),
        SyntaxKind.YieldReturnStatement or SyntaxKind.YieldBreakStatement => ("'yield'", "return an array"),
        _ => ("This statement", "write locals, assignments, 'if', 'for', 'foreach' and 'return'"),
    };

    private void Refuse(SyntaxNode node, string what, string instead) => Refuse(Descriptors.UnsupportedStatement, context.Span(node), what, instead);

    private void Refuse(DiagnosticDescriptor descriptor, int span, params string[] details)
    {
        context.ReportPart(descriptor, span, details);
        _isRefused = true;
    }

    private void ReadDeclaration(LocalDeclarationStatementSyntax declaration, List<Statement> read)
    {
        if (!declaration.UsingKeyword.IsKind(SyntaxKind.None) || declaration.Declaration.Type is RefTypeSyntax)
        {
            Refuse(declaration, "A 'using' or 'ref' local", "declare the local with its type or 'var'");
        }
        else if (!declaration.IsConst)
        {
            // The uses of a constant are folded, so its declaration says nothing more.
            ReadVariables(declaration.Declaration, read);
        }
    }

    private void ReadVariables(VariableDeclarationSyntax declaration, List<Statement> read)
    {
        foreach (VariableDeclaratorSyntax variable in declaration.Variables)
        {
            if (variable.Identifier.IsMissing)
            {
                context.Fail();
            }
            else
            {
                read.Add(new DeclareStatement(variable.Identifier.ValueText, variable.Initializer is null ? null : Read(variable.Initializer.Value), context.Span(variable)));
            }
        }
    }

    private void ReadFor(ForStatementSyntax loop, List<Statement> read)
    {
        var initializers = new List<Statement>();
        var incrementors = new List<Statement>();
        if (loop.Declaration is not null)
        {
            ReadVariables(loop.Declaration, initializers);
        }

        foreach (ExpressionSyntax initializer in loop.Initializers)
        {
            ReadAction(initializer, initializers);
        }

        Expression? condition = loop.Condition is null ? null : ReadBound(loop.Condition);
        foreach (ExpressionSyntax incrementor in loop.Incrementors)
        {
            ReadAction(incrementor, incrementors);
        }

        read.Add(new ForStatement(initializers.ToEquatableArray(), condition, incrementors.ToEquatableArray(), ReadBody(loop.Statement), context.Span(loop.ForKeyword)));
    }
}
