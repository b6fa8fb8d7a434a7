using System.IO.Compression;

namespace Compiled;

/// <summary>
/// What data compressed with gzip contains, to be read to its end: data that was cut off is an error there, where <see cref="GZipStream"/> just ends.
/// A last member of known content is appended to the compressed data; only what is whole up to there ends in this content.
/// </summary>
internal sealed class CompleteGzipStream : Stream
{
    private static readonly byte[] s_end = "the end of the compressed data"u8.ToArray();
    private static readonly byte[] s_compressedEnd = CompressEnd();

    private readonly JoinedStream _compressed;
    private readonly GZipStream _content;

    // What was read and not given yet; as many bytes as the end has are held back.
    private readonly byte[] _held = new byte[1 << 16];
    private int _start;
    private int _length;
    private bool _ended;

    /// <param name="compressed">The data; it stays open.</param>
    public CompleteGzipStream(Stream compressed)
    {
        _compressed = new([], compressed, s_compressedEnd);
        _content = new(_compressed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _length <= s_end.Length)
        {
            Fill();
        }

        int count = Math.Min(buffer.Length, Math.Max(0, _length - s_end.Length));
        _held.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _length -= count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _held.AsSpan(_start, _length).CopyTo(_held);
        _start = 0;
        int count = _content.Read(_held.AsSpan(_length));
        _length += count;
        _ended = count == 0;
        if (_ended && !_held.AsSpan(0, _length).EndsWith(s_end))
        {
            throw new InvalidDataException("It is cut off.");
        }
    }

    private static byte[] CompressEnd()
    {
        using MemoryStream compressed = new();
        using (GZipStream writer = new(compressed, CompressionLevel.Fastest))
        {
            writer.Write(s_end);
        }

        return compressed.ToArray();
    }
}
