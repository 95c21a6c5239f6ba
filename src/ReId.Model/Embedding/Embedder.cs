using System.Diagnostics;
using ReId.Contracts;
using ReId.Model.Preprocessing;

namespace ReId.Model.Embedding;

/// <summary>
/// Pictures in, vectors out: the one way from encoded pictures to embeddings, used by the service, the evaluation and
/// the command line alike, so that their vectors are equal. Safe to call from several threads; calls take turns.
/// </summary>
public sealed class Embedder : IDisposable
{
    private const int GreatestBatch = 1024;

    private readonly IFeatureExtractor _extractor;
    private readonly BatchPreparation _preparation;
    private readonly int _batchSize;

    // While the network reads one batch, the next one is decoded into the other.
    private readonly PixelBatch[] _batches = new PixelBatch[2];
    private readonly PixelBatch? _mirror;
    private readonly float[] _mirrorFeatures = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    private Embedder(IFeatureExtractor extractor, EmbedderOptions options)
    {
        _extractor = extractor;
        _batchSize = options.BatchSize;
        _preparation = new BatchPreparation(new PicturePreparer(Model), options.EffectiveThreads);
        for (var i = 0; i < _batches.Length; i++)
        {
            _batches[i] = new PixelBatch(_batchSize, Model.InputHeight, Model.InputWidth);
        }

        if (options.FlipAverage)
        {
            _mirror = new PixelBatch(_batchSize, Model.InputHeight, Model.InputWidth);
            _mirrorFeatures = new float[_batchSize * Model.Dimension];
        }
    }

    /// <summary>The model behind it.</summary>
    public ModelInfo Model => _extractor.Model;

    /// <inheritdoc cref="IFeatureExtractor.GivesUnitVectors"/>
    public bool GivesUnitVectors => _extractor.GivesUnitVectors;

    /// <summary>Opens a model.</summary>
    /// <param name="options">Weights, device, threads.</param>
    /// <param name="registry">The families of extractors to choose from; null for <see cref="FeatureExtractorRegistry.Default"/>.</param>
    /// <exception cref="ReIdException">An option is out of range, or the weights cannot be used; says which and why.</exception>
    public static Embedder Open(EmbedderOptions options, FeatureExtractorRegistry? registry = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BatchSize is < 1 or > GreatestBatch)
        {
            throw new ReIdException($"the batch size {options.BatchSize} is not from 1 to {GreatestBatch}");
        }

        if (options.Threads < 0)
        {
            throw new ReIdException($"the thread count {options.Threads} is negative; 0 means one per core");
        }

        var extractor = (registry ?? FeatureExtractorRegistry.Default).Open(options);
        try
        {
            return new Embedder(extractor, options);
        }
        catch
        {
            extractor.Dispose();
            throw;
        }
    }

    /// <summary>Embeds pictures.</summary>
    /// <param name="images">Encoded pictures (JPEG, PNG, WebP, BMP), any number.</param>
    /// <param name="normalise">Scale every vector to length 1 (a zero vector stays zero).</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>For every picture, in order, a vector of <see cref="ModelInfo.Dimension"/> or the reason why not.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EmbeddingBatch Embed(
        IReadOnlyList<ReadOnlyMemory<byte>> images, bool normalise = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var features = new float[checked(images.Count * Model.Dimension)];
        var errors = new string?[images.Count];
        _turn.Wait(cancellationToken);
        var start = Stopwatch.GetTimestamp();
        try
        {
            Run(images, features, errors, normalise, cancellationToken);
        }
        finally
        {
            EmbeddingMetrics.Embedded(start);
            EmbeddingMetrics.Batch(images.Count);
            _turn.Release();
        }

        Finish(features, errors, normalise);
        return new EmbeddingBatch(features, errors, Model.Dimension);
    }

    /// <summary>Frees the model and the buffers.</summary>
    public void Dispose()
    {
        _extractor.Dispose();
        _mirror?.Dispose();
        Array.ForEach(_batches, batch => batch.Dispose());
        _turn.Dispose();
    }

    private void Run(
        IReadOnlyList<ReadOnlyMemory<byte>> images, float[] features, string?[] errors, bool normalise,
        CancellationToken cancellationToken)
    {
        if (images.Count == 0)
        {
            return;
        }

        // There is nothing yet to overlap with, and a lone picture need not wait for another thread to wake up.
        _preparation.Fill(images, Range(0), _batches[0], errors, cancellationToken);
        var pending = Task.CompletedTask;
        for (var number = 0; number * _batchSize < images.Count; number++)
        {
            // Blocks by design: Embed is CPU work from end to end, and this thread would have nothing else to do.
            pending.GetAwaiter().GetResult();
            cancellationToken.ThrowIfCancellationRequested();
            pending = Prepare(number + 1);
            try
            {
                var batch = _batches[number % 2];
                Extract(batch, features.AsSpan(number * _batchSize * Model.Dimension, batch.Count * Model.Dimension), normalise);
            }
            catch
            {
                // The next batch must not be written to by a task that nobody waits for.
                ((IAsyncResult)pending).AsyncWaitHandle.WaitOne();
                throw;
            }
        }

        Task Prepare(int number)
        {
            return number * _batchSize >= images.Count
                ? Task.CompletedTask
                : Task.Run(
                    () => _preparation.Fill(images, Range(number), _batches[number % 2], errors, cancellationToken),
                    CancellationToken.None);
        }

        Range Range(int number) => (number * _batchSize)..Math.Min((number + 1) * _batchSize, images.Count);
    }

    private void Extract(PixelBatch batch, Span<float> features, bool normalise)
    {
        _extractor.Extract(batch, features);
        if (_mirror is null)
        {
            return;
        }

        PictureMirror.Flip(batch, _mirror);
        var mirrored = _mirrorFeatures.AsSpan(0, features.Length);
        _extractor.Extract(_mirror, mirrored);
        if (normalise)
        {
            // Some models give vectors of length 1 and others raw ones under the same id: both halves count the same.
            NormaliseEach(features);
            NormaliseEach(mirrored);
        }

        for (var i = 0; i < features.Length; i++)
        {
            features[i] = (features[i] + mirrored[i]) / 2;
        }
    }

    private void NormaliseEach(Span<float> features)
    {
        for (var i = 0; i < features.Length; i += Model.Dimension)
        {
            FeatureNormalisation.Normalise(features.Slice(i, Model.Dimension));
        }
    }

    private void Finish(float[] features, string?[] errors, bool normalise)
    {
        for (var i = 0; i < errors.Length; i++)
        {
            var vector = features.AsSpan(i * Model.Dimension, Model.Dimension);
            if (errors[i] is null && vector.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                errors[i] = $"makes the model {Model.Id} compute values that are not finite";
            }

            if (normalise)
            {
                FeatureNormalisation.Normalise(vector);
            }
        }
    }
}
