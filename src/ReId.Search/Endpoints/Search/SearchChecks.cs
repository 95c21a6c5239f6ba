using ReId.Index;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Search;

/// <summary>Whether the options of a search lie in their ranges.</summary>
internal static class SearchChecks
{
    public const int DefaultK = 10;
    public const int MostExamples = 16;
    private const int MostK = 1000;
    private const int MostNames = 1000;
    private const int MostComponents = 65_536;

    /// <exception cref="ApiException">One does not.</exception>
    public static void Check(SearchBody body)
    {
        Range("k", body.K, 1, MostK);
        Range("minScore", body.MinScore, -1, 1);
        Range("minProbability", body.MinProbability, 0, 1);
        Range("minQuality", body.MinQuality, 0, 1);
        Names("cameras", body.Cameras);
        Names("excludeCameras", body.ExcludeCameras);
        Count("identities", body.Identities?.Length);
        Count("excludeIdentities", body.ExcludeIdentities?.Length);
        if (body.CropIds is { } ids && ids.Length is 0 or > MostExamples)
        {
            throw ApiException.Bad($"'cropIds' must hold 1 to {MostExamples} ids, not {body.CropIds.Length}.");
        }

        if (body.Vector is { } vector && (vector.Length is 0 or > MostComponents || !Array.TrueForAll(vector, float.IsFinite)))
        {
            throw ApiException.Bad("'vector' must hold finite numbers, as many as the model's dimension.");
        }

        if (body.Vector is { } zeros && !zeros.AsSpan().ContainsAnyExcept(0f))
        {
            throw ApiException.Bad("'vector' is zero, which points nowhere.");
        }

        if (Time("from", body.From) > Time("to", body.To))
        {
            throw ApiException.Bad("'from' is later than 'to': the search would end before it begins.");
        }
    }

    public static SearchOptions Options(SearchBody body, string modelId) => new()
    {
        ModelId = modelId,
        MinScore = body.MinScore,
        Cameras = body.Cameras,
        ExcludeCameras = body.ExcludeCameras,
        From = Time("from", body.From),
        To = Time("to", body.To),
        Identities = body.Identities,
        ExcludeIdentities = body.ExcludeIdentities,
        MinQuality = body.MinQuality,
        GroupBy = body.GroupBy ?? SearchGrouping.None,
        Exact = body.Exact ?? false,
    };

    private static DateTimeOffset? Time(string name, string? text) => text is null ? null : Fields.ParseTime(name, text);

    private static void Range(string name, double? value, double least, double most)
    {
        if (value is { } given && !(given >= least && given <= most))
        {
            throw ApiException.Bad(FormattableString.Invariant($"'{name}' must be from {least} to {most}, not {given}."));
        }
    }

    private static void Names(string name, string[]? values)
    {
        Count(name, values?.Length);
        if (values is not null && Array.Exists(values, string.IsNullOrEmpty))
        {
            throw ApiException.Bad($"'{name}' holds an empty name.");
        }
    }

    private static void Count(string name, int? count)
    {
        if (count is 0 or > MostNames)
        {
            throw ApiException.Bad($"'{name}' must hold 1 to {MostNames} entries, not {count}; leave it out for all.");
        }
    }
}
