using Microsoft.AspNetCore.Http;
using ReId.Index.Watching;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Endpoints.Search;
using ReId.Search.Pictures;
using ReId.Search.Problems;
using ReId.Search.Security.Access;

namespace ReId.Search.Endpoints.Watches;

/// <summary>Understands a request for a new watch.</summary>
internal sealed class WatchMaking(
    QueryResolver resolver, QueryEmbedder embedder, PictureReader pictures, ScoreScale scale, TimeProvider clock)
{
    private const int LongestName = 100;

    public async Task<Watch> ReadAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        WatchBody body;
        float[]? vector;
        if (FormReading.IsForm(context.Request))
        {
            var form = await FormReading.ReadAsync(context.Request, cancellationToken);
            var fields = new Fields(context.Request.Query, form);
            body = new WatchBody
            {
                Name = fields.Text("name"),
                Threshold = fields.Float("threshold", -1, 1),
                MinProbability = fields.Float("minProbability", 0, 1),
            };
            var selection = SearchForm.Selection(fields);
            fields.RefuseOthers();
            var files = await FormReading.FilesAsync(form, "image", SearchChecks.MostExamples, cancellationToken);
            var vectors = new List<float[]>();
            foreach (var file in files)
            {
                var picture = await pictures.SelectAsync(file, selection, "The picture", cancellationToken);
                vectors.AddRange(await embedder.EmbedAsync([picture.Encoded], cancellationToken));
            }

            vector = QueryResolver.Mean(vectors);
        }
        else
        {
            body = await JsonReading.ReadAsync<WatchBody>(context.Request, cancellationToken);
            Fields.OfQuery(context.Request).RefuseOthers();
            var search = new SearchBody { CropId = body.CropId, IdentityId = body.IdentityId, Vector = body.Vector };
            SearchChecks.Check(search);
            vector = (await resolver.ResolveAsync(search, cancellationToken)).Vectors[0];
        }

        return new Watch
        {
            Id = Guid.CreateVersion7(),
            Name = body.Name is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl)
                ? name : throw ApiException.Bad($"'name' must have 1 to {LongestName} characters and no control characters."),
            ModelId = embedder.ModelId,

            // An identity is looked up whenever somebody appears: it grows.
            Vector = body.IdentityId is null ? vector : null,
            IdentityId = body.IdentityId,
            Threshold = Threshold(body),
            CreatedBy = Caller.Of(context).Name,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private float Threshold(WatchBody body)
    {
        switch (body)
        {
            case { Threshold: { } score, MinProbability: null }:
                return score is >= -1 and <= 1 ? score
                    : throw ApiException.Bad(FormattableString.Invariant($"'threshold' must be from -1 to 1, not {score}."));
            case { Threshold: null, MinProbability: { } probability }:
                scale.RequireCalibration(embedder.ModelId);
                return probability is >= 0 and <= 1 ? ScoreOf(probability)
                    : throw ApiException.Bad(FormattableString.Invariant($"'minProbability' must be from 0 to 1, not {probability}."));
            default:
                throw ApiException.Bad("Name exactly one of 'threshold' and 'minProbability'.");
        }
    }

    /// <summary>The least score that is that probable; the map rises, so halving finds it.</summary>
    private float ScoreOf(double probability)
    {
        var calibration = embedder.Calibration!;
        if (calibration.Probability(1) < probability)
        {
            throw ApiException.Unusable(FormattableString.Invariant(
                $"'minProbability' {probability} is never reached: the calibration ends at {calibration.Probability(1):0.####}."));
        }

        double low = -1, high = 1;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = calibration.Probability(middle) >= probability ? (low, middle) : (middle, high);
        }

        return (float)high;
    }
}
