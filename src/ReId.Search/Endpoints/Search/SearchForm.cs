using ReId.Index;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Pictures;

namespace ReId.Search.Endpoints.Search;

/// <summary>The options of a search as fields of a form or a query string.</summary>
internal static class SearchForm
{
    public static SearchBody Body(Fields fields) => new()
    {
        K = fields.Int("k", 1, 1000),
        MinScore = fields.Float("minScore", -1, 1),
        MinProbability = fields.Float("minProbability", 0, 1),
        Cameras = fields.Texts("cameras"),
        ExcludeCameras = fields.Texts("excludeCameras"),
        From = fields.Text("from"),
        To = fields.Text("to"),
        Identities = fields.Ids("identities"),
        ExcludeIdentities = fields.Ids("excludeIdentities"),
        MinQuality = fields.Float("minQuality", 0, 1),
        GroupBy = fields.Choice<SearchGrouping>("groupBy"),
        Rerank = fields.Bool("rerank"),
        Exact = fields.Bool("exact"),
        Fusion = fields.Choice<Fusion>("fusion"),
        ModelId = fields.Text("modelId"),
    };

    public static PictureSelection Selection(Fields fields) =>
        new(fields.Box("box"), fields.Bool("detect") ?? false, fields.Int("choose", 0, 10_000));
}
