namespace Compiled;

/// <summary>A stream between bytes that come before it, such as those that were read already, and bytes that come after it; it stays open.</summary>
internal sealed class JoinedStream(byte[] before, Stream stream, byte[]? after = null) : Stream
{
    private int _given;
    private bool _ended;

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

    public override int Read(Span<byte> buffer)
    {
        if (_given < before.Length)
        {
            return Give(before, _given, buffer);
        }

        int count = _ended ? 0 : stream.Read(buffer);
        _ended |= count == 0 && !buffer.IsEmpty;
        return !_ended || after is null ? count : Give(after, _given - before.Length, buffer);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Give(ReadOnlySpan<byte> bytes, int position, Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, bytes.Length - position);
        bytes.Slice(position, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
