using System.Collections.Concurrent;

namespace ReId.Index.Segments;

/// <summary>
/// A few threads that do all calls into FAISS. OpenMP keeps a pool of threads for every thread that ever called it, so
/// searches on the thread pool would leave one behind for each of its threads.
/// </summary>
internal sealed class SearchThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread[] _threads;

    /// <param name="count">Number of threads; 0 for one per core.</param>
    public SearchThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _threads = new Thread[count == 0 ? Environment.ProcessorCount : count];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"gallery search {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>
    /// Runs a call. Once begun it is waited for even when cancelled: the caller holds a lock for as long as it runs.
    /// </summary>
    public Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    result.SetCanceled(cancellationToken);
                    return;
                }

                try
                {
                    result.SetResult(call());
                }
                catch (OperationCanceledException cancelled)
                {
                    result.SetCanceled(cancelled.CancellationToken);
                }
                catch (Exception failure)
                {
                    result.SetException(failure);
                }
            },
            CancellationToken.None);
        return result.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _work.Dispose();
    }

    private void Work()
    {
        foreach (var call in _work.GetConsumingEnumerable())
        {
            call();
        }
    }
}
