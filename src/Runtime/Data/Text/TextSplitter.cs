using System.Buffers;
using System.Text;

namespace Compiled;

/// <summary>Cuts texts into tokens, without a string for each.</summary>
internal sealed class TextSplitter(TokenizerOptions options)
{
    private readonly SearchValues<char> _separators = SearchValues.Create(options.Filters + options.Split);

    /// <summary>The tokens of a text; dispose of it to give its buffer back.</summary>
    public Tokens Split(ReadOnlySpan<char> text)
        => new(Prepare(text, out char[]? rented), rented, options.CharLevel ? null : _separators);

    /// <summary>A token that was cut by somebody else, in the case of this tokenizer.</summary>
    public Tokens Whole(string word) => new(Prepare(word, out char[]? rented), rented, separators: null, whole: true);

    // Unpaired surrogates are no text: they become U+FFFD, so that every token can be written to a file and read again.
    private ReadOnlySpan<char> Prepare(ReadOnlySpan<char> text, out char[]? rented)
    {
        bool surrogates = text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
        rented = null;
        if (!options.Lower && !surrogates)
        {
            return text;
        }

        rented = ArrayPool<char>.Shared.Rent(Math.Max(text.Length, 1));
        Span<char> copy = rented.AsSpan(0, text.Length);
        if (options.Lower)
        {
            text.ToLowerInvariant(copy);
        }
        else
        {
            text.CopyTo(copy);
        }

        if (surrogates)
        {
            Mend(copy);
        }

        return copy;
    }

    private static void Mend(Span<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text[i..], out _, out int length);
            if (status != OperationStatus.Done)
            {
                text[i] = '\uFFFD';
            }

            i += length;
        }
    }

    /// <summary>Goes through the tokens of a text.</summary>
    public ref struct Tokens
    {
        private readonly char[]? _rented;
        private readonly SearchValues<char>? _separators;
        private readonly bool _whole;
        private ReadOnlySpan<char> _rest;

        internal Tokens(ReadOnlySpan<char> text, char[]? rented, SearchValues<char>? separators, bool whole = false)
        {
            _rest = text;
            _rented = rented;
            _separators = separators;
            _whole = whole;
        }

        public ReadOnlySpan<char> Current { get; private set; }

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            return _whole ? Take(_rest.Length) : _separators is null ? Take(char.IsHighSurrogate(_rest[0]) ? 2 : 1) : NextWord();
        }

        public readonly void Dispose()
        {
            if (_rented is not null)
            {
                ArrayPool<char>.Shared.Return(_rented);
            }
        }

        private bool NextWord()
        {
            int begin = _rest.IndexOfAnyExcept(_separators!);
            if (begin < 0)
            {
                return false;
            }

            _rest = _rest[begin..];
            int end = _rest.IndexOfAny(_separators!);
            return Take(end < 0 ? _rest.Length : end);
        }

        private bool Take(int length)
        {
            Current = _rest[..length];
            _rest = _rest[length..];
            return true;
        }
    }
}
