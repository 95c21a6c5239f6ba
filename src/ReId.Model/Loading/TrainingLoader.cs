using System.Collections.Concurrent;
using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Loading;

/// <summary>
/// Decodes, augments and normalises batches ahead of the network. The batches come in the order that is asked for and
/// hold the same pixels with any number of threads.
/// </summary>
public sealed class TrainingLoader : IDisposable
{
    private readonly IReadOnlyList<int> _labels;
    private readonly AugmentationPipeline _augmentation;
    private readonly ModelInfo _model;
    private readonly LoaderOptions _options;
    private readonly PictureCache _cache;
    private readonly PixelNormaliser _normaliser;

    // As many as there are threads at work at once.
    private readonly ConcurrentBag<PixelBatch> _slots = [];
    private long _waited;

    /// <summary>Creates a loader.</summary>
    /// <param name="images">The training list.</param>
    /// <param name="labels">Identity of each picture.</param>
    /// <param name="augmentation">What is done to each picture.</param>
    /// <param name="model">Size, mean, deviation, resize filter.</param>
    /// <param name="options">Threads, memory; null for the defaults.</param>
    public TrainingLoader(
        IReadOnlyList<DataSetImage> images, IReadOnlyList<int> labels, AugmentationPipeline augmentation, ModelInfo model,
        LoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        (_labels, _augmentation, _model, _options) = (labels, augmentation, model, options ?? new LoaderOptions());
        _cache = new PictureCache(images, model, _options.CacheBytes);
        _normaliser = new PixelNormaliser(model);
    }

    /// <summary>Time that callers waited for batches.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, _waited);

    /// <summary>Loads batches; the caller disposes each.</summary>
    /// <param name="batches">Places in the training list, batch by batch.</param>
    /// <param name="epoch">Counted from 0; with the place of a picture in it, it decides the augmentation.</param>
    /// <param name="augmented">False to leave pictures as they are.</param>
    /// <param name="skip">Batches at the beginning that are not loaded, because they were trained with before.</param>
    /// <param name="cancellationToken">Stops between batches without an exception: what was given so far is valid.</param>
    /// <exception cref="ReIdException">A picture cannot be decoded; names the file.</exception>
    public IEnumerable<TrainingBatch> Load(
        IEnumerable<int[]> batches, int epoch, bool augmented, int skip, CancellationToken cancellationToken)
    {
        var ready = new Queue<Task<TrainingBatch>>();
        using var plans = Plans(batches).Skip(skip).GetEnumerator();
        try
        {
            while (true)
            {
                while (ready.Count < Math.Max(1, _options.Prefetch) && !cancellationToken.IsCancellationRequested && plans.MoveNext())
                {
                    var (positions, first) = plans.Current;
                    ready.Enqueue(Task.Run(() => Make(positions, augmented ? epoch : null, first), CancellationToken.None));
                }

                if (ready.Count == 0 || cancellationToken.IsCancellationRequested)
                {
                    yield break;
                }

                yield return Await(ready.Dequeue());
            }
        }
        finally
        {
            // Batches that nobody takes give their memory back; failures of theirs are nobody's any more.
            foreach (var task in ready)
            {
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
                if (task.IsCompletedSuccessfully)
                {
                    task.Result.Dispose();
                }
            }
        }
    }

    /// <summary>Frees the buffers; batches that were given stay valid.</summary>
    public void Dispose()
    {
        while (_slots.TryTake(out var slot))
        {
            slot.Dispose();
        }
    }

    private static IEnumerable<(int[] Positions, int First)> Plans(IEnumerable<int[]> batches)
    {
        var first = 0;
        foreach (var positions in batches)
        {
            yield return (positions, first);
            first += positions.Length;
        }
    }

    private TrainingBatch Await(Task<TrainingBatch> task)
    {
        var began = Stopwatch.GetTimestamp();
        var batch = task.GetAwaiter().GetResult();
        _waited += Stopwatch.GetTimestamp() - began;
        return batch;
    }

    private TrainingBatch Make(int[] positions, int? epoch, int first)
    {
        var batch = new TrainingBatch(positions.Length, PixelBatch.Channels * _model.InputHeight * _model.InputWidth) { Count = positions.Length };
        var good = new bool[positions.Length];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = _options.Workers > 0 ? _options.Workers : Environment.ProcessorCount };
            Parallel.For(0, positions.Length, options, i => good[i] = Fill(batch, i, positions[i], epoch, first + i));
        }
        catch (AggregateException e)
        {
            batch.Dispose();
            throw e.InnerExceptions[0] as ReIdException ?? (Exception)e;
        }

        if (good.Contains(false))
        {
            batch.Keep(good);
        }

        return batch;
    }

    private bool Fill(TrainingBatch batch, int index, int position, int? epoch, int place)
    {
        var slot = _slots.TryTake(out var free) ? free : new PixelBatch(1, _model.InputHeight, _model.InputWidth) { Count = 1 };
        try
        {
            _cache.Read(position, slot);
            if (epoch is { } number)
            {
                _augmentation.Apply(slot.Slot(0), slot.Height, slot.Width, number, place);
            }

            _normaliser.Run(slot.Slot(0), batch.Slot(index));
        }
        catch (ReIdException) when (_options.SkipCorrupt)
        {
            return false;
        }
        finally
        {
            _slots.Add(slot);
        }

        batch.Labels[index] = _labels[position];
        batch.Positions[index] = position;
        return true;
    }
}
