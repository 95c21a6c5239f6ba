using ReId.Index.Segments.Maintenance;

using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments;

/// <content>How the contents come out of the cache and the database.</content>
internal sealed partial class ModelIndex
{
    /// <summary>Brings the contents up to what the database says, or throws them away for the next search to load.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_state is null)
            {
                return;
            }

            var sound = false;
            try
            {
                sound = await FollowAsync(cancellationToken);
            }
            finally
            {
                if (!sound)
                {
                    Swap(null);
                }
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Reads the next missing rows while searches and changes go on. False when none are missing.</summary>
    public async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        // 1. What is missing now.
        List<VectorRecord> chunk;
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_state is null || _missing.Count == 0)
            {
                return false;
            }

            chunk = _missing[..MissingRows.NextCount(_missing, 0, _state.Frozen, setup.HeadRows)];
        }
        finally
        {
            _changing.Release();
        }

        // 2. Their vectors, waiting for nobody and holding nobody up.
        var segment = await ReadAsync(chunk, chunk.Count, cancellationToken);

        // 3. What was removed in between is not missing any more.
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_state is null || _disposed)
            {
                return false;
            }

            for (var row = 0; row < segment.Table.Count; row++)
            {
                if (MissingRows.Find(_missing, segment.Table.Sequences[row]) < 0)
                {
                    segment.Table.Delete(row);
                }
            }

            _missing.RemoveAll(record => record.Sequence <= chunk[^1].Sequence);
            Volatile.Write(ref _missingCount, _missing.Count);
            if (segment.Table.Count > 0)
            {
                Swap(new IndexState([.. _state.Frozen, segment], _state.Head));
            }

            if (_missing.Count == 0)
            {
                setup.Log.RebuildFinished(model.Name, Count);
            }

            return true;
        }
        finally
        {
            _changing.Release();
            segment.Release();
        }
    }

    private async Task ReloadSpoiltAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_state is null)
            {
                setup.Log.IndexReloaded(model.Name);
                await ReloadAsync(cancellationToken);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        Swap(null);
        var (segments, missing, last) = await new SegmentLoader(model, setup.Store, setup.Source, setup.Log)
            .LoadAsync(cancellationToken);
        Segment? head = null;
        try
        {
            if (missing.Count > setup.HeadRows)
            {
                setup.Log.CacheRebuilt(model.Name, missing.Count);
            }

            // Few are read now: the gallery opens whole. Many are read while the rest is served.
            for (var from = 0; missing.Count <= setup.ReplayAtOnce && from < missing.Count;)
            {
                var count = MissingRows.NextCount(missing, from, segments, setup.HeadRows);
                var segment = await ReadAsync(missing[from..(from + count)], setup.HeadRows, cancellationToken);
                from += count;
                if (from == missing.Count && segments.TrueForAll(other => other.Table.LastSequence < segment.Table.FirstSequence))
                {
                    head = segment;
                }
                else
                {
                    segments.Add(segment);
                }
            }

            head ??= Segment.CreateHead(model.Dimension, setup.HeadRows);
            _missing.Clear();
            _missing.AddRange(missing.Count > setup.ReplayAtOnce ? missing : []);
            Volatile.Write(ref _missingCount, _missing.Count);
            _lastSequence = last;
            Swap(new IndexState(segments.Where(segment => segment.Table.Count > 0).ToList(), head));
        }
        finally
        {
            segments.ForEach(segment => segment.Release());
            head?.Release();
        }
    }

    private async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        var last = _lastSequence;
        if (await setup.Source.CountAsync(model.Id, last, cancellationToken) != _state!.Live + _missing.Count)
        {
            return false;
        }

        var records = new List<VectorRecord>();
        await foreach (var record in setup.Source.RecordsAsync(model.Id, last, cancellationToken))
        {
            records.Add(record);
        }

        if (records.Count > 0)
        {
            await foreach (var vector in setup.Source.VectorsAsync(model, last, records[^1].Sequence, cancellationToken))
            {
                Append(records[MissingRows.Find(records, vector.Sequence)], vector.Half);
            }
        }

        return true;
    }

    /// <summary>A segment of some records; those that the database has no longer are left out.</summary>
    private async Task<Segment> ReadAsync(List<VectorRecord> records, int capacity, CancellationToken cancellationToken)
    {
        var segment = Segment.CreateHead(model.Dimension, Math.Max(capacity, records.Count));
        try
        {
            await foreach (var vector in setup.Source.VectorsAsync(
                model, records[0].Sequence - 1, records[^1].Sequence, cancellationToken))
            {
                if (MissingRows.Find(records, vector.Sequence) is >= 0 and var at)
                {
                    segment.Vectors.Set(segment.Table.Count, vector.Half.Span);
                    segment.Table.Append(records[at]);
                }
            }

            return segment;
        }
        catch
        {
            segment.Release();
            throw;
        }
    }
}
