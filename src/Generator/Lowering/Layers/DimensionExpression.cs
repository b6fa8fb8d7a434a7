using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// A size of a weight as text: an integer, the name of an option, <c>x[axis]</c> of a tensor x, combined with + - * and parentheses.
/// A parser by recursive descent: sum = product {(+|-) product}; product = atom {* atom}.
/// </summary>
internal sealed class DimensionExpression
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, ForwardValue> _names;
    private readonly IReadOnlyDictionary<string, Shape> _tensors;
    private int _position;

    private DimensionExpression(string text, IReadOnlyDictionary<string, ForwardValue> names, IReadOnlyDictionary<string, Shape> tensors)
    {
        _text = text;
        _names = names;
        _tensors = tensors;
    }

    /// <exception cref="FormatException">The text is no size; the message says why.</exception>
    public static Dimension Evaluate(string text, IReadOnlyDictionary<string, ForwardValue> names, IReadOnlyDictionary<string, Shape> tensors)
    {
        var parser = new DimensionExpression(text, names, tensors);
        try
        {
            Dimension size = parser.ReadSum();
            return parser.Peek() == '\0' ? size : throw new FormatException($"where '{parser.Peek()}' is not understood");
        }
        catch (OverflowException)
        {
            throw new FormatException("which is too large");
        }
    }

    private Dimension ReadSum()
    {
        Dimension sum = ReadProduct();
        while (Peek() is '+' or '-')
        {
            bool isSum = Peek() == '+';
            _position++;
            sum = isSum ? sum + ReadProduct() : sum - ReadProduct();
        }

        return sum;
    }

    private Dimension ReadProduct()
    {
        Dimension product = ReadAtom();
        while (TryRead('*'))
        {
            product *= ReadAtom();
        }

        return product;
    }

    private Dimension ReadAtom()
    {
        if (TryRead('('))
        {
            Dimension inner = ReadSum();
            Expect(')');
            return inner;
        }

        if (char.IsDigit(Peek()))
        {
            return ReadInteger();
        }

        string name = ReadName();
        if (TryRead('['))
        {
            int sign = TryRead('-') ? -1 : 1;
            int axis = sign * checked((int)ReadInteger());
            Expect(']');
            return _tensors.TryGetValue(name, out Shape tensor) ? SizeOf(name, tensor, axis) : throw new FormatException($"but there is no tensor '{name}'");
        }

        return _names.TryGetValue(name, out ForwardValue value) && value is ConstantOperand { Value: IntegerValue integer }
            ? integer.Value
            : throw new FormatException($"but '{name}' is no whole number among the options");
    }

    private static Dimension SizeOf(string name, Shape tensor, int axis)
    {
        int rank = tensor.Rank;
        int index = axis < 0 ? axis + rank : axis;
        return index >= 0 && index < rank
            ? tensor[index]
            : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "but '{0}' of shape {1} has no axis {2}", name, tensor, axis));
    }

    private long ReadInteger()
    {
        Peek();
        int start = _position;
        while (_position < _text.Length && char.IsDigit(_text[_position]))
        {
            _position++;
        }

        return long.TryParse(_text.Substring(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new FormatException("where a whole number is missing");
    }

    private string ReadName()
    {
        char first = Peek();
        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        return _position > start ? _text.Substring(start, _position - start) : throw new FormatException(first == '\0' ? "which ends too early" : $"where '{first}' is not understood");
    }

    private void Expect(char wanted)
    {
        if (!TryRead(wanted))
        {
            throw new FormatException($"where '{wanted}' is missing");
        }
    }

    private bool TryRead(char wanted)
    {
        bool found = Peek() == wanted;
        _position += found ? 1 : 0;
        return found;
    }

    /// <summary>The next character that is no space; zero at the end.</summary>
    private char Peek()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }
}
