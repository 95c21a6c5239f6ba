using System.Collections.Concurrent;
using ReId.Bindings.Faiss;
using ReId.Index.Storage;

namespace ReId.Index.Segments.Searching;

/// <summary>
/// A few threads that do all calls into FAISS. OpenMP keeps a pool of threads for every thread that ever called it, so
/// searches on the thread pool would leave one behind for each of its threads. Together they use the cores once: FAISS
/// may divide a call among cores / threads of them.
/// </summary>
internal sealed class SearchThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread[] _threads;

    private const int FewestByDefault = 2;
    private const int MostByDefault = 4;

    private readonly bool _yields;

    /// <param name="count">Number of threads; 0 for a quarter of the cores, but 2 to 4.</param>
    /// <param name="yields">They, and the threads that FAISS adds to them, give way to whatever else wants the cores.</param>
    public SearchThreads(int count, bool yields = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _yields = yields;
        _threads = new Thread[count == 0 ? CountFor(Environment.ProcessorCount) : count];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"gallery {(yields ? "merge" : "search")} {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Cores that one call may use.</summary>
    public int CoresForEach => FaissThreads(Environment.ProcessorCount, _threads.Length);

    /// <summary>Number of threads on a machine.</summary>
    internal static int CountFor(int cores) => Math.Clamp(cores / 4, FewestByDefault, MostByDefault);

    /// <summary>Threads that FAISS may use for one call.</summary>
    internal static int FaissThreads(int cores, int threads) => Math.Max(1, cores / threads);

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
        if (_yields)
        {
            PosixThread.GiveWay();
        }

        FaissLibrary.ThreadsOfThisThread = _yields ? FaissThreads(Environment.ProcessorCount, 2) : CoresForEach;
        foreach (var call in _work.GetConsumingEnumerable())
        {
            call();
        }
    }
}
