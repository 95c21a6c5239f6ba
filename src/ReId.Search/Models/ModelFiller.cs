using ReId.Contracts;
using ReId.Index;
using ReId.Index.ModelChange;

namespace ReId.Search.Models;

/// <summary>Makes the vectors of one model that crops lack, a batch at a time.</summary>
internal sealed class ModelFiller(Gallery gallery, IModelChangeStore store, ServedModel model)
{
    // Small enough that a search by picture on the same cores waits for a fraction of a second.
    private const int Batch = 32;

    private readonly HashSet<Guid> _unusable = [];
    private Guid _after = Guid.Empty;

    /// <summary>Crops whose picture cannot be embedded: it is gone, does not decode, or shows nothing to this model.</summary>
    public int Unusable => _unusable.Count;

    /// <summary>Whether the last pass through all crops found nothing left to do.</summary>
    public bool CaughtUp { get; private set; }

    /// <summary>Embeds some of the crops that lack a vector.</summary>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="ReIdException">The vectors could not be stored.</exception>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var crops = await gallery.MissingAsync(model.Id, _after, Batch, cancellationToken);
        if (crops.Count == 0)
        {
            // From the start again: ids of crops that come late may lie before the last.
            CaughtUp = _after == Guid.Empty || await CountAsync(cancellationToken) == 0;
            _after = Guid.Empty;
            return false;
        }

        _after = crops[^1];
        var wanted = crops.Where(crop => !_unusable.Contains(crop)).ToList();
        if (wanted.Count == 0)
        {
            return true;
        }

        CaughtUp = false;
        var pictures = new ReadOnlyMemory<byte>[wanted.Count];
        for (var i = 0; i < pictures.Length; i++)
        {
            pictures[i] = await gallery.ReadImageAsync(wanted[i], cancellationToken) ?? ReadOnlyMemory<byte>.Empty;
        }

        var embedded = await Task.Run(() => model.Embedder.Embed(pictures, cancellationToken: cancellationToken), cancellationToken);
        var vectors = new Dictionary<Guid, ReadOnlyMemory<float>>();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (embedded.Error(i) is null && embedded.Vector(i).Span.ContainsAnyExcept(0f))
            {
                vectors[wanted[i]] = embedded.Vector(i);
            }
            else
            {
                _unusable.Add(wanted[i]);
            }
        }

        await gallery.AddVectorsAsync(model.Id, vectors, cancellationToken);
        return true;
    }

    /// <summary>Crops that still lack a vector and can have one.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        Math.Max(0, await store.CountMissingAsync(model.Id, cancellationToken) - _unusable.Count);
}
