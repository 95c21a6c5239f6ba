using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Datasets;
using ReId.Model.Embedding;

namespace ReId.Model.Loading;

/// <summary>
/// Decodes, augments and normalises batches ahead of the network. The batches come in the order that is asked for and
/// hold the same pixels with any number of threads.
/// </summary>
public sealed class TrainingLoader : IDisposable
{
    private readonly IReadOnlyList<int> _labels;
    private readonly ModelInfo _model;
    private readonly LoaderOptions _options;
    private readonly PictureFiller _filler;

    // Counts the threads of all batches together: several are made at once.
    private readonly TaskScheduler _workers;
    private readonly ConcurrentDictionary<int, string> _skipped = new();
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
        (_labels, _model, _options) = (labels, model, options ?? new LoaderOptions());
        _filler = new PictureFiller(new PictureCache(images, model, _options.CacheBytes), augmentation, model);
        _workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Workers).ConcurrentScheduler;
    }

    /// <summary>Time that callers waited for batches.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, _waited);

    /// <summary>
    /// What was left out so far, because it could not be decoded: a sentence for each picture, in the order of the
    /// training list.
    /// </summary>
    public IReadOnlyList<string> Skipped => [.. _skipped.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private int Workers => _options.Workers > 0 ? _options.Workers : Environment.ProcessorCount;

    /// <summary>Loads batches; the caller disposes each.</summary>
    /// <param name="batches">Places in the training list, batch by batch.</param>
    /// <param name="epoch">Counted from 0; with the place of a picture in it, it decides the augmentation.</param>
    /// <param name="augmented">False to leave pictures as they are.</param>
    /// <param name="skip">Batches at the beginning that are not loaded, because they were trained with before.</param>
    /// <param name="cancellationToken">Stops between batches without an exception: what was given so far is valid.</param>
    /// <exception cref="ReIdException">
    /// A picture cannot be decoded; names the file. With <see cref="LoaderOptions.SkipCorrupt"/>: none of a batch can.
    /// </exception>
    public IEnumerable<TrainingBatch> Load(
        IEnumerable<int[]> batches, int epoch, bool augmented, int skip, CancellationToken cancellationToken)
    {
        var ready = new Queue<Task<TrainingBatch>>();
        using var plans = Plans(batches).Skip(skip).GetEnumerator();
        try
        {
            while (true)
            {
                // One more than those ahead: the one that is asked for.
                while (ready.Count <= Math.Max(1, _options.Prefetch) && !cancellationToken.IsCancellationRequested && plans.MoveNext())
                {
                    var (positions, first) = plans.Current;
                    ready.Enqueue(Task.Factory.StartNew(
                        () => Make(positions, augmented ? epoch : null, first), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _workers));
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
                Task.WaitAny([task], CancellationToken.None);
                if (task.IsCompletedSuccessfully)
                {
                    task.Result.Dispose();
                }
            }
        }
    }

    /// <summary>Frees the buffers; batches that were given stay valid.</summary>
    public void Dispose() => _filler.Dispose();

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
        var complaints = new string?[positions.Length];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Workers, TaskScheduler = _workers };
            Parallel.For(0, positions.Length, options, i =>
            {
                complaints[i] = _filler.Fill(positions[i], epoch, first + i, batch.Slot(i));
                (batch.Labels[i], batch.Positions[i]) = (_labels[positions[i]], positions[i]);
            });
            Judge(positions, complaints);
        }
        catch (Exception e)
        {
            batch.Dispose();
            if (e is AggregateException { InnerException: { } cause })
            {
                ExceptionDispatchInfo.Throw(cause);
            }

            throw;
        }

        if (complaints.Any(complaint => complaint is not null))
        {
            batch.Keep([.. complaints.Select(complaint => complaint is null)]);
        }

        return batch;
    }

    // The first of a batch is named, whichever thread met one first.
    private void Judge(int[] positions, string?[] complaints)
    {
        if (complaints.FirstOrDefault(complaint => complaint is not null) is not { } sentence)
        {
            return;
        }

        if (!_options.SkipCorrupt)
        {
            throw new ReIdException($"{sentence.TrimEnd('.')}; mend it or take it out of the data set, or leave such pictures out by data.skip_corrupt=true in the recipe of a training.");
        }

        if (complaints.All(complaint => complaint is not null))
        {
            throw new ReIdException($"None of the {positions.Length} pictures of a batch can be used; the first: {sentence}");
        }

        for (var i = 0; i < positions.Length; i++)
        {
            if (complaints[i] is { } complaint)
            {
                _skipped[positions[i]] = complaint;
            }
        }
    }
}
