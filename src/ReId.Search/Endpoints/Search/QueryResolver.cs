using ReId.Index;
using ReId.Search.Endpoints.Crops;
using ReId.Search.Pictures;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Search;

/// <summary>Turns what a search names (crops, an identity, a vector) into vectors and filters.</summary>
internal sealed class QueryResolver(IGallery gallery, QueryEmbedder embedder, ScoreScale scale, IIdentityNames identities)
{
    // More crops of an identity than this change its mean no more.
    private const int MostOfIdentity = 64;

    /// <summary>The search that a JSON body describes.</summary>
    public async Task<SearchPlan> ResolveAsync(SearchBody body, CancellationToken cancellationToken)
    {
        int given = Given(body.CropId) + Given(body.CropIds) + Given(body.IdentityId) + Given(body.Vector);
        if (given != 1)
        {
            throw ApiException.Bad($"Name exactly one of 'cropId', 'cropIds', 'identityId', 'vector' and 'cursor', not {given} of them; or send a form with 'image'.");
        }

        var model = ModelOf(body);
        if (body.Vector is { } vector)
        {
            return Plan(body, model, [vector]);
        }

        Guid[] crops = body.CropId is { } single ? [single] : body.CropIds ?? await CropsOfAsync(body.IdentityId!.Value, model, cancellationToken);
        var found = new List<float[]>();
        var own = new List<GalleryCrop>();
        foreach (var crop in crops.Distinct())
        {
            own.Add(await gallery.FindCropAsync(crop, cancellationToken) ?? throw ApiException.Missing($"There is no crop {crop}."));
            found.Add(await gallery.FindVectorAsync(crop, model, cancellationToken)
                ?? throw ApiException.Unusable($"The crop {crop} has no vector of the model {model}."));
        }

        var plan = Plan(body, model, found);
        return plan with
        {
            Options = plan.Options with
            {
                ExcludeCrops = crops,
                ExcludeCameras = body.ExcludeOwnCamera == true
                    ? [.. body.ExcludeCameras ?? [], .. own.Select(crop => crop.Camera)] : body.ExcludeCameras,
                ExcludeTracklets = body.ExcludeOwnTracklet == true ? [.. own.Select(crop => crop.TrackletId).Distinct()] : null,
            },
        };
    }

    /// <summary>The search for given vectors.</summary>
    public SearchPlan Plan(SearchBody body, string modelId, IReadOnlyList<float[]> vectors)
    {
        if (body.MinProbability is not null)
        {
            scale.RequireCalibration(modelId);
        }

        return new SearchPlan
        {
            Vectors = vectors.Count == 1 || body.Fusion == Fusion.Max ? vectors : [Mean(vectors)],
            Options = SearchChecks.Options(body, modelId),
            K = body.K ?? SearchChecks.DefaultK,
            MinProbability = body.MinProbability,
            Rerank = body.Rerank ?? false,
        };
    }

    /// <summary>The mean of unit vectors; each example counts the same.</summary>
    public static float[] Mean(IReadOnlyList<float[]> vectors)
    {
        var mean = new float[vectors[0].Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += vector[i] / vectors.Count;
            }
        }

        return mean.AsSpan().ContainsAnyExcept(0f) ? mean
            : throw ApiException.Unusable("The examples cancel each other out: their mean points nowhere; use fusion=max.");
    }

    private string ModelOf(SearchBody body)
    {
        if (body.ModelId is null && body.Vector is null)
        {
            return embedder.ModelId;
        }

        if (body.ModelId is { Length: > 0 } wanted)
        {
            var dimension = gallery.DimensionOf(wanted) ?? throw ApiException.Unusable(
                $"The gallery has no vectors of the model '{(wanted.Length > 80 ? wanted[..80] : wanted)}'.");
            RequireDimension(body, wanted, dimension);
            return wanted;
        }

        RequireDimension(body, embedder.ModelId, embedder.Dimension);
        return embedder.ModelId;
    }

    private async Task<Guid[]> CropsOfAsync(Guid identity, string model, CancellationToken cancellationToken)
    {
        var usable = new List<Guid>();
        foreach (var crop in identities.CropsOf(identity))
        {
            if (await gallery.FindVectorAsync(crop, model, cancellationToken) is not null)
            {
                usable.Add(crop);
            }

            if (usable.Count == MostOfIdentity)
            {
                break;
            }
        }

        return usable.Count > 0 ? [.. usable] : throw ApiException.Missing($"There is no identity {identity} with crops of the model {model}.");
    }

    private static void RequireDimension(SearchBody body, string model, int dimension)
    {
        if (body.Vector is { } vector && vector.Length != dimension)
        {
            throw ApiException.Bad($"'vector' has {vector.Length} components, but the model {model} has {dimension}.");
        }
    }

    private static int Given(object? value) => value is null ? 0 : 1;
}
