using ReId.Contracts;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>A search that was checked and speaks the index's language: unit vector, numbers instead of names.</summary>
internal sealed record SearchQuery(
    ModelInfo Model, float[] Unit, int K, RecordFilter Filter, SearchGrouping GroupBy, float? MinScore)
{
    /// <summary>Compare with every vector that passes, whatever the index could do faster.</summary>
    public bool Exact { get; init; }

    public static SearchQuery Create(ReadOnlySpan<float> vector, SearchOptions options, GalleryNames names, IIdentityLookup identities)
    {
        var model = names.Model(options.ModelId) ?? throw new ReIdException(
            $"The gallery holds no vectors of model '{options.ModelId}'; {Held(names)}.");
        if (vector.Length != model.Dimension)
        {
            throw new ReIdException(
                $"The query vector has {vector.Length} components, but vectors of model '{model.Name}' have {model.Dimension}.");
        }

        if (options.K < 1)
        {
            throw new ReIdException($"The number of hits is at least 1, not {options.K}.");
        }

        if (!Enum.IsDefined(options.GroupBy))
        {
            throw new ReIdException($"Hits are grouped by None, Tracklet, Camera or Identity, not {options.GroupBy}.");
        }

        if (options.MinScore is { } score && !(score is >= -1 and <= 1))
        {
            throw new ReIdException($"The least score is a cosine similarity from -1 to 1, not {score}.");
        }

        if (options.MinQuality is { } quality && !(quality is >= 0 and <= 1))
        {
            throw new ReIdException($"The least quality is from 0 to 1, not {quality}.");
        }

        if (options.From > options.To)
        {
            throw new ReIdException($"The search is from {options.From:u} to {options.To:u}: it would end before it begins.");
        }

        var unit = HalfVector.Normalise(vector, out var problem)
            ?? throw new ReIdException($"The query vector is useless: {problem}.");
        return new SearchQuery(model, unit, options.K, FilterOf(options, names) with { Lookup = identities }, options.GroupBy, options.MinScore)
        {
            Exact = options.Exact,
        };
    }

    private static RecordFilter FilterOf(SearchOptions options, GalleryNames names) => new()
    {
        Cameras = Numbers(options.Cameras, names),
        FromTicks = options.From?.UtcTicks ?? long.MinValue,
        ToTicks = options.To?.UtcTicks ?? long.MaxValue,
        MinQuality = options.MinQuality ?? 0,
        Identities = options.Identities?.ToHashSet(),
        ExcludeIdentities = NullIfEmpty(options.ExcludeIdentities?.ToHashSet()),
        ExcludeCameras = NullIfEmpty(Numbers(options.ExcludeCameras, names)),
        ExcludeTracklets = NullIfEmpty(options.ExcludeTracklets?.ToHashSet()),
        ExcludeCrops = NullIfEmpty(options.ExcludeCrops?.ToHashSet()),
    };

    private static HashSet<int>? Numbers(IReadOnlyCollection<string>? wanted, GalleryNames names) =>
        wanted?.Select(names.Camera).OfType<int>().ToHashSet();

    private static HashSet<T>? NullIfEmpty<T>(HashSet<T>? set) => set is { Count: 0 } ? null : set;

    private static string Held(GalleryNames names) => names.Models.Count == 0
        ? "it is empty"
        : $"it holds: {string.Join(", ", names.Models.Select(model => model.Name).Order(StringComparer.Ordinal))}";
}
