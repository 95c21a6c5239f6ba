using System.Collections.Concurrent;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments.Maintenance;

/// <summary>
/// Rebuilds, seals and merges the segments of all models, one job at a time, on a thread that gives way to searches.
/// </summary>
/// <param name="models">The models there are.</param>
/// <param name="strays">Files that nothing names and that could not be deleted.</param>
/// <param name="log">Where a failure is told.</param>
internal sealed class IndexMaintenance(
    Func<IEnumerable<ModelIndex>> models, Func<IReadOnlyList<string>> strays, IndexLog log) : IAsyncDisposable
{
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(30);

    private readonly SearchThreads _thread = new(1, yields: true);
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _compactions = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _settling = new();
    private readonly Dictionary<ModelIndex, long> _resting = []; // Models whose last job failed, and until when.
    private CancellationTokenSource? _job;
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>There may be something to do.</summary>
    public void Poke()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    /// <summary>Completed when no file holds a vector any more that was removed before this call.</summary>
    /// <exception cref="IOException">A file could not be written or deleted.</exception>
    public Task CompactAsync() => Request(_compactions, () => Volatile.Read(ref _job)?.Cancel());

    /// <summary>Completed when there is nothing left to do.</summary>
    public Task SettleAsync() => Request(_settling, () => { });

    /// <summary>Ends after the step under way; training is one step.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        foreach (var waiting in _compactions.Concat(_settling))
        {
            waiting.TrySetException(new ObjectDisposedException(nameof(Gallery)));
        }
    }

    /// <summary>Does one job after the end, for what is saved on closing.</summary>
    public async Task RunLastAsync(ModelIndex index, MergeJob job) =>
        await index.RunAsync(job, _thread, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _thread.Dispose();
        _stop.Dispose();
        _signal.Dispose();
    }

    private Task Request(ConcurrentQueue<TaskCompletionSource> queue, Action afterwards)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, nameof(Gallery));
        queue.Enqueue(done);
        afterwards();
        Poke();
        return done.Task;
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(_stop.Token);
                var settling = _settling.Count;
                await WorkAsync();
                for (; settling > 0 && _settling.TryDequeue(out var settled); settling--)
                {
                    settled.TrySetResult();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The gallery closes.
        }
    }

    private async Task WorkAsync()
    {
        for (var more = true; more;)
        {
            more = false;
            while (_compactions.TryDequeue(out var compaction))
            {
                await CompactAsync(compaction);
            }

            foreach (var index in models())
            {
                _stop.Token.ThrowIfCancellationRequested();
                more |= await WorkAsync(index);
            }
        }
    }

    private async Task<bool> WorkAsync(ModelIndex index)
    {
        if (_resting.TryGetValue(index, out var until) && Environment.TickCount64 < until)
        {
            return false;
        }

        using var job = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Volatile.Write(ref _job, job);
        try
        {
            if (!_compactions.IsEmpty)
            {
                return true; // It came before the job could be cancelled.
            }

            // While it is being rebuilt, what came back is sealed, so that it leaves the memory; the rest waits.
            var filled = await index.FillAsync(job.Token);
            if (index.TakeJob(onlySealing: filled) is not { } next)
            {
                return filled;
            }

            await index.RunAsync(next, _thread, job.Token);
            return true;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return true; // A compaction goes first.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.MaintenanceFailed(failure, index.Model.Name, (int)s_rest.TotalSeconds);
            _resting[index] = Environment.TickCount64 + (long)s_rest.TotalMilliseconds;
            _ = Task.Delay(s_rest, _stop.Token).ContinueWith(_ => Poke(), _stop.Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            return false;
        }
        finally
        {
            Volatile.Write(ref _job, null);
        }
    }

    private async Task CompactAsync(TaskCompletionSource done)
    {
        try
        {
            foreach (var index in models())
            {
                while (index.TakeCompaction() is { } job)
                {
                    await index.RunAsync(job, _thread, _stop.Token);
                }

                await index.CommitAsync(); // Also sweeps what a cancelled job has left.
            }

            // Looked for here, between two jobs: what a job is just writing is named by nothing either.
            if (strays() is [var left, ..])
            {
                throw new IOException($"the unused index file {left} could not be deleted");
            }

            done.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            done.TrySetException(new ObjectDisposedException(nameof(Gallery)));
            throw;
        }
        catch (Exception failure)
        {
            done.TrySetException(failure);
        }
    }
}
