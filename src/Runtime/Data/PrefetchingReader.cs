using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Compiled;

/// <summary>
/// A ring of batches between a thread that fills them and the reader's caller. Everything below is guarded by the lock;
/// only the filling itself happens outside of it, on the one batch that belongs to the thread.
/// </summary>
internal sealed class PrefetchingReader : BatchReader
{
    private readonly object _gate = new();
    private readonly BatchReader _source;
    private readonly Batch[] _ring;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;
    private int _epoch = -1;
    private int _pass;
    private int _first;
    private int _ready;
    private bool _ended;
    private bool _held;
    private bool _disposed;

    public PrefetchingReader(Dataset source, int batchSize, ulong? shuffle, int batches)
    {
        _source = source.CreateReader(batchSize, shuffle);
        // One more than are ready, because the caller keeps the one that it read last.
        _ring = [.. Enumerable.Range(0, batches + 1).Select(_ => new Batch(source.Inputs, source.Targets, 0))];
        _thread = new(Fill) { IsBackground = true, Name = "Compiled prefetch" };
        _thread.Start();
    }

    public override void Begin(int epoch)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _epoch = epoch;
            _pass++;
            _ready = 0;
            _held = false;
            _ended = false;
            _failure = null;
            Monitor.PulseAll(_gate);
        }
    }

    public override bool TryRead([NotNullWhen(true)] out Batch? batch)
    {
        if (_pass == 0)
        {
            Begin(0);
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_held)
            {
                _first = (_first + 1) % _ring.Length;
                _held = false;
                Monitor.PulseAll(_gate);
            }

            while (_ready == 0 && !_ended)
            {
                Monitor.Wait(_gate);
            }

            if (_ready > 0)
            {
                _ready--;
                _held = true;
                batch = _ring[_first];
                return true;
            }

            // As it would have been thrown without the thread.
            _failure?.Throw();
            batch = null;
            return false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _source.Dispose();
    }

    private void Fill()
    {
        int pass = 0;
        while (WaitForPlace(ref pass, out bool begin, out int epoch, out Batch? place))
        {
            ExceptionDispatchInfo? failure = null;
            bool more = false;
            try
            {
                if (begin)
                {
                    _source.Begin(epoch);
                }

                more = _source.TryRead(out Batch? batch);
                if (more)
                {
                    place.Count = batch!.Count;
                    place.CopySamples(batch, 0, 0, batch.Count);
                }
            }
            catch (Exception exception)
            {
                // Whatever it is belongs to the caller of TryRead, not to this thread.
                failure = ExceptionDispatchInfo.Capture(exception);
                more = false;
            }

            lock (_gate)
            {
                if (pass == _pass)
                {
                    _ready += more ? 1 : 0;
                    _ended = !more;
                    _failure = failure;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private bool WaitForPlace(ref int pass, out bool begin, out int epoch, [NotNullWhen(true)] out Batch? place)
    {
        lock (_gate)
        {
            while (!_disposed && (_pass == 0 || _ended || _ready + (_held ? 1 : 0) == _ring.Length))
            {
                Monitor.Wait(_gate);
            }

            begin = pass != _pass;
            pass = _pass;
            epoch = _epoch;
            place = _disposed ? null : _ring[(_first + (_held ? 1 : 0) + _ready) % _ring.Length];
            return place is not null;
        }
    }
}
