using ReId.Contracts;
using ReId.Index.Segments;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>A search that was checked and speaks the index's language: unit vector, numbers instead of names.</summary>
internal sealed record SearchQuery(
    ModelInfo Model, float[] Unit, int K, RecordFilter Filter, SearchGrouping GroupBy, float? MinScore)
{
    public static SearchQuery Create(ReadOnlySpan<float> vector, SearchOptions options, GalleryNames names)
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
            throw new ReIdException($"Hits are grouped by None, Tracklet or Camera, not {options.GroupBy}.");
        }

        if (options.MinScore is { } score && !(score is >= -1 and <= 1))
        {
            throw new ReIdException($"The least score is a cosine similarity from -1 to 1, not {score}.");
        }

        if (options.From > options.To)
        {
            throw new ReIdException($"The search is from {options.From:u} to {options.To:u}: it would end before it begins.");
        }

        var unit = HalfVector.Normalise(vector, out var problem)
            ?? throw new ReIdException($"The query vector is useless: {problem}.");
        return new SearchQuery(model, unit, options.K, FilterOf(options, names), options.GroupBy, options.MinScore);
    }

    private static RecordFilter FilterOf(SearchOptions options, GalleryNames names) => new()
    {
        Cameras = Numbers(options.Cameras, names),
        FromTicks = options.From?.UtcTicks ?? long.MinValue,
        ToTicks = options.To?.UtcTicks ?? long.MaxValue,
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
