using System.Diagnostics;
using ReId.Index.Segments.Maintenance;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments;

/// <content>Sealing and merging: long work beside searches and changes, which it holds up for no longer than a swap.</content>
internal sealed partial class ModelIndex
{
    /// <summary>The most urgent job; its inputs are held until <see cref="RunAsync"/>.</summary>
    public MergeJob? TakeJob(bool onlySealing) => Take(state =>
        MergePolicy.Next(state, setup.Kind, setup.HeadRows) is { } job && (!onlySealing || !job.Indexed) ? job : null);

    /// <summary>A job for each file that still holds a vector that was removed.</summary>
    public MergeJob? TakeCompaction() => Take(state =>
        state.Frozen.FirstOrDefault(segment => segment is { Entry: not null, Table.Deletions: > 0 }) is { } segment
            ? new MergeJob([segment], Indexed: false)
            : null);

    /// <summary>What is only in memory, the head included, when replaying it would take longer than writing it now.</summary>
    public MergeJob? TakeUnsaved() => Take(state =>
    {
        List<Segment> unsaved = [.. state.Segments.Where(segment => segment.Entry is null && segment.Table.Live > 0)];
        if (unsaved.Sum(segment => (long)segment.Table.Live) * 20 <= state.Live)
        {
            return null;
        }

        // Neighbours only: a rebuilt segment may lie between sealed ones.
        return new MergeJob([.. state.Segments.SkipWhile(segment => !unsaved.Contains(segment)).TakeWhile(unsaved.Contains)], Indexed: false);
    });

    /// <summary>Does a job on a thread of the given ones, and puts the result in the place of its inputs.</summary>
    public async Task RunAsync(MergeJob job, SearchThreads threads, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Segment? made = null;
        try
        {
            var writer = new SegmentWriter(model, setup.Store, setup.Kind);
            made = await threads.RunAsync(() => writer.Write(job, cancellationToken), cancellationToken);
            if (await ReplaceAsync(job.Inputs, made))
            {
                await CommitAsync();
                setup.Log.SegmentsReplaced(
                    model.Name, job.Inputs.Count, made?.Entry!.Kind ?? "removed", made?.Table.Live ?? 0,
                    Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }
        finally
        {
            made?.Release();
            foreach (var input in job.Inputs)
            {
                input.Release();
            }
        }
    }

    /// <summary>Names the sealed segments of this moment in the manifest, and deletes the files of all others.</summary>
    public Task CommitAsync() => Volatile.Read(ref _state) is { } state
        ? setup.Store.CommitAsync(model.Name, [.. state.Segments.Select(segment => segment.Entry).OfType<Cache.SegmentEntry>()])
        : Task.CompletedTask;

    private MergeJob? Take(Func<IndexState, MergeJob?> choose)
    {
        if (Volatile.Read(ref _state) is not { } state || !state.TryHold())
        {
            return null;
        }

        try
        {
            var job = choose(state);
            foreach (var input in job?.Inputs ?? [])
            {
                _ = input.TryHold(); // The state holds it.
            }

            return job;
        }
        finally
        {
            state.Release();
        }
    }

    // False when the contents were reloaded meanwhile: then the inputs are nobody's any more.
    private async Task<bool> ReplaceAsync(IReadOnlyList<Segment> inputs, Segment? made)
    {
        await _changing.WaitAsync();
        try
        {
            if (_disposed || _state is not { } state || !inputs.All(state.Segments.Contains))
            {
                return false;
            }

            if (made is not null)
            {
                RepeatDeletions(inputs, made);
            }

            List<Segment> segments = [.. state.Frozen.Except(inputs)];
            if (made is not null)
            {
                segments.Add(made);
            }

            if (!inputs.Contains(state.Head))
            {
                Swap(new IndexState(segments, state.Head));
                return true;
            }

            var head = Segment.CreateHead(model.Dimension, setup.HeadRows);
            Swap(new IndexState(segments, head));
            head.Release();
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    // What was removed while the new segment was written.
    private static void RepeatDeletions(IReadOnlyList<Segment> inputs, Segment made)
    {
        foreach (var table in inputs.Select(input => input.Table).Where(table => table != made.Table && table.Deletions > 0))
        {
            for (var row = 0; row < table.Count; row++)
            {
                if (table.IsDeleted(row) && made.Table.Find(table.Sequences[row]) is >= 0 and var there)
                {
                    made.Table.Delete(there);
                }
            }
        }
    }
}
