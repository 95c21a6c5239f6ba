using ReId.Contracts;
using ReId.Index;
using ReId.Model.Embedding;

namespace ReId.Search.Queries;

/// <summary>Answers queries by example: by a picture, by a stored crop or by a vector.</summary>
/// <param name="gallery">Where to search.</param>
public sealed class QueryService(IGallery gallery)
{
    /// <summary>The model whose vectors are searched: the one asked for, or the gallery's only one.</summary>
    /// <param name="wanted">A model id, or null for the gallery's only model.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <exception cref="ReIdException">The gallery is empty, lacks that model, or has several and none was named.</exception>
    public async Task<string> ResolveModelAsync(string? wanted, CancellationToken cancellationToken)
    {
        var stats = await gallery.StatsAsync(cancellationToken).ConfigureAwait(false);
        var known = stats.Models.Keys.Order(StringComparer.Ordinal).ToArray();
        if (known.Length == 0)
        {
            throw new ReIdException("The gallery is empty: ingest something first.");
        }

        if (wanted is not null)
        {
            return stats.Models.ContainsKey(wanted)
                ? wanted
                : throw new ReIdException(
                    $"The gallery has no vectors of model '{wanted}', only of {string.Join(", ", known)}: "
                    + "query with the weights that it was ingested with.");
        }

        return known.Length == 1
            ? known[0]
            : throw new ReIdException($"The gallery has vectors of several models, name one of {string.Join(", ", known)}.");
    }

    /// <summary>The crops most similar to a vector.</summary>
    /// <param name="vector">The query, of the model's dimension.</param>
    /// <param name="options">Model, number of hits, filters and grouping.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="ReIdException">The vector does not fit the model, or is zero or not finite.</exception>
    public Task<IReadOnlyList<SearchHit>> ByVectorAsync(
        ReadOnlyMemory<float> vector, SearchOptions options, CancellationToken cancellationToken) =>
        gallery.SearchAsync(vector, options, cancellationToken);

    /// <summary>The crops most similar to a stored crop, which is never among them.</summary>
    /// <param name="cropId">The probe.</param>
    /// <param name="options">Model, number of hits, filters and grouping.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="ReIdException">The crop is unknown or has no vector of that model.</exception>
    public async Task<IReadOnlyList<SearchHit>> ByCropAsync(
        Guid cropId, SearchOptions options, CancellationToken cancellationToken)
    {
        var vector = await gallery.FindVectorAsync(cropId, options.ModelId, cancellationToken).ConfigureAwait(false)
            ?? throw new ReIdException($"The gallery has no crop {cropId} with a vector of model '{options.ModelId}'.");
        var others = options with { ExcludeCrops = [.. options.ExcludeCrops ?? [], cropId] };
        return await gallery.SearchAsync(vector, others, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The crops most similar to a picture; the whole picture is the crop.</summary>
    /// <param name="image">An encoded picture (JPEG, PNG, WebP, BMP).</param>
    /// <param name="embedder">Makes its vector; its model is the one that is searched.</param>
    /// <param name="options">Number of hits, filters and grouping; its model is replaced by the embedder's.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <param name="name">What an error message calls the picture.</param>
    /// <exception cref="ReIdException">The picture does not decode, or the gallery lacks the embedder's model.</exception>
    public async Task<IReadOnlyList<SearchHit>> ByImageAsync(
        ReadOnlyMemory<byte> image, Embedder embedder, SearchOptions options, CancellationToken cancellationToken,
        string name = "The query image")
    {
        var model = await ResolveModelAsync(embedder.Model.Id, cancellationToken).ConfigureAwait(false);
        var embedded = embedder.Embed([image], cancellationToken: cancellationToken);
        if (embedded.Error(0) is { } error)
        {
            throw new ReIdException($"{name} {error}.");
        }

        return await gallery.SearchAsync(embedded.Vector(0), options with { ModelId = model }, cancellationToken).ConfigureAwait(false);
    }
}
