using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ReId.Model.Embedding.Consumers;

/// <summary>
/// Gathers pictures into batches that follow the load. An idle device takes what is there at once, so a lone crop waits
/// for nobody; what comes while it computes makes the next batch, up to <see cref="MostPictures"/>. The busier the line,
/// the larger the batches, without a clock that everybody would have to wait for.
/// </summary>
internal sealed class CropBatcher
{
    /// <summary>Most pictures of a batch.</summary>
    public const int MostPictures = 32;

    private readonly Embedder _embedder;
    private readonly ILogger<CropBatcher> _logger;
    private readonly Queue<Request> _waiting = new();
    private readonly Lock _gate = new();
    private bool _computing;

    /// <summary>Creates the batcher.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="logger">Told of each batch.</param>
    public CropBatcher(Embedder embedder, ILogger<CropBatcher> logger)
    {
        _embedder = embedder;
        _logger = logger;
    }

    /// <summary>Embeds a picture together with those that wait beside it.</summary>
    /// <param name="picture">The encoded picture.</param>
    /// <param name="cancellationToken">Ends the waiting; the picture may be embedded all the same.</param>
    /// <returns>The vector, or why there is none ("is cut off").</returns>
    public Task<(ReadOnlyMemory<float> Vector, string? Error)> EmbedAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var request = new Request(picture);
        bool idle;
        lock (_gate)
        {
            _waiting.Enqueue(request);
            idle = !_computing;
            _computing = true;
        }

        if (idle)
        {
            _ = Task.Run(Compute, CancellationToken.None);
        }

        return request.Done.Task.WaitAsync(cancellationToken);
    }

    private void Compute()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                Embed(batch);
            }
            catch (Exception) when (batch.Count > 1)
            {
                // One of them may be to blame, or the batch was too large for the device: each for itself.
                batch.ForEach(request => EmbedAlone(request));
            }
            catch (Exception failure)
            {
                batch[0].Done.TrySetException(failure);
            }
        }
    }

    private List<Request> Take()
    {
        lock (_gate)
        {
            var batch = new List<Request>(Math.Min(_waiting.Count, MostPictures));
            while (batch.Count < MostPictures && _waiting.TryDequeue(out var request))
            {
                batch.Add(request);
            }

            _computing = batch.Count > 0;
            return batch;
        }
    }

    private void EmbedAlone(Request request)
    {
        try
        {
            Embed([request]);
        }
        catch (Exception failure)
        {
            request.Done.TrySetException(failure);
        }
    }

    private void Embed(List<Request> requests)
    {
        var clock = Stopwatch.StartNew();
        var batch = _embedder.Embed(requests.ConvertAll(request => request.Picture), normalise: true, CancellationToken.None);
        _logger.CropsEmbedded(requests.Count, _embedder.Model.Id, clock.ElapsedMilliseconds);
        for (var i = 0; i < requests.Count; i++)
        {
            var error = batch.Error(i);
            requests[i].Done.TrySetResult(error is null ? (batch.Vector(i), null) : (default, error));
        }
    }

    private sealed class Request(ReadOnlyMemory<byte> picture)
    {
        public ReadOnlyMemory<byte> Picture { get; } = picture;

        public TaskCompletionSource<(ReadOnlyMemory<float> Vector, string? Error)> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
