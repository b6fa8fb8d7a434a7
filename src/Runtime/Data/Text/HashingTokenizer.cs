using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Compiled;

/// <summary>
/// Indices without a vocabulary (the hashing trick, Weinberger et al. 2009): a token's index is its MD5, as a number, modulo <c>VocabularySize − 1</c>, plus 1.
/// These are the indices of Keras's <c>hashing_trick(text, n, hash_function='md5')</c>. Different tokens may share an index.
/// </summary>
public sealed class HashingTokenizer : TextTokenizer
{
    /// <param name="vocabularySize">The number of indices, 0 included; at least 2.</param>
    /// <param name="options">How texts are cut; without <see cref="TokenizerOptions.NumWords"/> and <see cref="TokenizerOptions.OovToken"/>, as no token is unknown.</param>
    /// <exception cref="ArgumentException">The options have one of these.</exception>
    public HashingTokenizer(int vocabularySize, TokenizerOptions? options = null)
        : base(Checked(options ?? new()))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 2);
        VocabularySize = vocabularySize;
    }

    /// <inheritdoc/>
    public override int VocabularySize { get; }

    private protected override int IndexOfToken(ReadOnlySpan<char> token)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        int length = Encoding.UTF8.GetBytes(token, rented);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(rented.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(rented);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash) % (UInt128)(VocabularySize - 1)) + 1;
    }

    private static TokenizerOptions Checked(TokenizerOptions options)
    {
        options.Validate();
        return options.NumWords is null && options.OovToken is null
            ? options
            : throw new ArgumentException("A hashing tokenizer knows every token: NumWords and OovToken have no meaning for it.", nameof(options));
    }
}
