using ReId.Contracts;
using ReId.Index;
using ReId.Index.ModelChange;
using ReId.Model.Embedding;

namespace ReId.Cli.Hosting;

/// <summary>
/// Which model goes on in a gallery when nobody chose one: what it was changed to, or what it was made with. Vectors of
/// different models are never compared, so an update of the program that brings another default must not leave what is
/// stored unfound (docs/decisions/0120).
/// </summary>
internal static class GalleryWeights
{
    /// <param name="embedder">The model of <paramref name="options"/>, opened; closed where another takes its place.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="gallery">The gallery, open.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The model to go on with, and the options that it was opened by.</returns>
    /// <exception cref="ReIdException">What the gallery was changed to cannot be opened, or is another model by now.</exception>
    public static async Task<(Embedder Embedder, EmbedderOptions Options)> SettleAsync(
        Embedder embedder, EmbedderOptions options, Gallery gallery, CancellationToken cancellationToken)
    {
        if (!options.ByDefault)
        {
            return (embedder, options);
        }

        await using var stores = new ServiceStores(gallery);
        if ((await stores.ModelChange.ReadAsync(cancellationToken).ConfigureAwait(false)).Served is { } served)
        {
            return served.ModelId == embedder.Model.Id ? (embedder, options) : ChangedTo(served, embedder, options);
        }

        var models = (await gallery.StatsAsync(cancellationToken).ConfigureAwait(false)).Models;
        if (models.Count == 0 || models.ContainsKey(embedder.Model.Id))
        {
            return (embedder, options);
        }

        foreach (var former in BuiltInWeights.FormerDefaults)
        {
            var asked = options with { Weights = former };
            var other = Embedder.Open(asked);
            if (models.ContainsKey(other.Model.Id))
            {
                options.Notice?.Invoke($"this gallery was made with the weights '{former}', so they go on; './reid models change start --weights {options.Weights}' makes the vectors of today's default");
                embedder.Dispose();
                return (other, asked);
            }

            other.Dispose();
        }

        options.Notice?.Invoke($"this gallery has vectors of {string.Join(", ", models.Keys.Order(StringComparer.Ordinal))} and none of the default weights '{options.Weights}', which do not find them: name the weights that it was made with");
        return (embedder, options);
    }

    private static (Embedder Embedder, EmbedderOptions Options) ChangedTo(ModelFile served, Embedder embedder, EmbedderOptions options)
    {
        var asked = options with { Weights = served.Weights };
        var other = Embedder.Open(asked);
        if (other.Model.Id is var found && found != served.ModelId)
        {
            other.Dispose();
            throw new ReIdException($"This gallery was changed to the model {served.ModelId}, but {served.Weights} holds {found} now: put the old file back, or name weights with --weights.");
        }

        embedder.Dispose();
        return (other, asked);
    }
}
