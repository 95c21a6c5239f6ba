namespace ReId.Index.Segments;

/// <summary>
/// Many readers or one writer, waited for without blocking a thread. A waiting writer holds new readers back; when it
/// leaves, the readers that waited go first, so neither side starves.
/// </summary>
internal sealed class AsyncReaderWriterLock
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _readers = new();
    private readonly LinkedList<Waiter> _writers = new();
    private int _activeReaders;
    private bool _writing;

    public Task<IDisposable> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_writing && _writers.Count == 0)
            {
                _activeReaders++;
                return Task.FromResult<IDisposable>(new Holder(this, writer: false));
            }

            return Enqueue(_readers, cancellationToken);
        }
    }

    public Task<IDisposable> WriteAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_writing && _activeReaders == 0)
            {
                _writing = true;
                return Task.FromResult<IDisposable>(new Holder(this, writer: true));
            }

            return Enqueue(_writers, cancellationToken);
        }
    }

    private async Task<IDisposable> Enqueue(LinkedList<Waiter> queue, CancellationToken cancellationToken)
    {
        var waiter = new Waiter();
        var node = queue.AddLast(waiter);
        await using (cancellationToken.UnsafeRegister(_ => Cancel(queue, node, cancellationToken), null))
        {
            return await waiter.Task;
        }
    }

    private void Cancel(LinkedList<Waiter> queue, LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (node.List is null)
            {
                return; // granted already
            }

            queue.Remove(node);
            node.Value.SetCanceled(cancellationToken);
            Wake(readersFirst: false);
        }
    }

    private void Release(bool writer)
    {
        lock (_gate)
        {
            if (writer)
            {
                _writing = false;
            }
            else
            {
                _activeReaders--;
            }

            Wake(readersFirst: writer);
        }
    }

    private void Wake(bool readersFirst)
    {
        if (!_writing && (readersFirst || _writers.Count == 0))
        {
            for (; _readers.First is { } reader; _readers.RemoveFirst())
            {
                _activeReaders++;
                reader.Value.SetResult(new Holder(this, writer: false));
            }
        }

        if (!_writing && _activeReaders == 0 && _writers.First is { } next)
        {
            _writing = true;
            _writers.RemoveFirst();
            next.Value.SetResult(new Holder(this, writer: true));
        }
    }

    private sealed class Waiter() : TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Holder(AsyncReaderWriterLock owner, bool writer) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                owner.Release(writer);
            }
        }
    }
}
