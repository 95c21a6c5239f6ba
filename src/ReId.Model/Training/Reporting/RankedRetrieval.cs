using System.Globalization;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Training.Reporting;

/// <summary>
/// The nearest gallery pictures of some queries, by the rules of the evaluation: junk, the query's own picture and
/// pictures of the same identity by the same camera are passed over. The queries are chosen by their place in the list
/// alone, never by how well they do.
/// </summary>
public static class RankedRetrieval
{
    /// <summary>Ranks features that <c>reid eval</c> embedded.</summary>
    /// <param name="features">Query and gallery.</param>
    /// <param name="options">How many; null for the defaults.</param>
    /// <returns>A row a query, as many as have a match to find; empty where none has.</returns>
    public static IReadOnlyList<RankedRow> Rank(DataSetFeatures features, RankedRetrievalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Rank(features.Query, Matrix(features, features.Query), features.Gallery, Matrix(features, features.Gallery), features.HasCameras, options);
    }

    /// <summary>Ranks features of any source.</summary>
    /// <param name="query">The pictures that are searched for.</param>
    /// <param name="queryFeatures">A row for each of them.</param>
    /// <param name="gallery">The pictures that are searched through.</param>
    /// <param name="galleryFeatures">A row for each of them, of the same dimension.</param>
    /// <param name="cameras">True where all pictures know their cameras.</param>
    /// <param name="options">How many; null for the defaults.</param>
    /// <returns>A row a query, as many as have a match to find; empty where none has.</returns>
    /// <exception cref="ReIdException">The dimensions differ, or there is no picture.</exception>
    public static IReadOnlyList<RankedRow> Rank(
        IReadOnlyList<DataSetImage> query, FeatureMatrix queryFeatures, IReadOnlyList<DataSetImage> gallery,
        FeatureMatrix galleryFeatures, bool cameras, RankedRetrievalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(queryFeatures);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(galleryFeatures);
        if (query.Count != queryFeatures.Rows || gallery.Count != galleryFeatures.Rows)
        {
            throw new ArgumentException("the features and the pictures are of different numbers", nameof(queryFeatures));
        }

        options ??= new RankedRetrievalOptions();
        var task = Task(query, gallery, cameras);
        int[] chosen = [.. Choose(query, task, options.Queries)];
        if (chosen.Length == 0)
        {
            return [];
        }

        using var distances = new FeatureDistances(queryFeatures.Select(chosen), galleryFeatures);
        var row = new float[gallery.Count];
        var rows = new List<RankedRow>();
        for (var i = 0; i < chosen.Length; i++)
        {
            distances.Fill(i, 1, row, CancellationToken.None);
            rows.Add(Row(query[chosen[i]], gallery, Nearest(row, task, chosen[i], options.Results), options.Height));
        }

        return rows;
    }

    private static FeatureMatrix Matrix(DataSetFeatures features, IReadOnlyList<DataSetImage> images)
    {
        var values = new float[images.Count * features.Model.Dimension];
        for (var i = 0; i < images.Count; i++)
        {
            features.Vector(images[i]).CopyTo(values.AsSpan(i * features.Model.Dimension));
        }

        return new FeatureMatrix(values, features.Model.Dimension, "the features");
    }

    private static RetrievalTask Task(IReadOnlyList<DataSetImage> query, IReadOnlyList<DataSetImage> gallery, bool hasCameras)
    {
        var (identities, cameras) = (new LabelTable(), new LabelTable());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < gallery.Count; i++)
        {
            places.TryAdd(gallery[i].Path, i);
        }

        return new RetrievalTask(
            Labels(query), Labels(gallery), [.. query.Select(image => places.GetValueOrDefault(image.Path, -1))]);

        RetrievalLabels Labels(IReadOnlyList<DataSetImage> images) => new(
            [.. images.Select(image => identities.Identity(image.Identity))],
            hasCameras ? [.. images.Select(image => cameras.Number(image.Camera!))] : null);
    }

    private static IEnumerable<int> Choose(IReadOnlyList<DataSetImage> query, RetrievalTask task, int count)
    {
        List<int> matches = [];
        List<int> ignored = [];
        int[] first = [.. Enumerable.Range(0, query.Count).Where(HasMatch).DistinctBy(i => query[i].Identity)];
        return first.Length <= count
            ? first
            : Enumerable.Range(0, count).Select(i => first[(int)((long)i * first.Length / count)]);

        bool HasMatch(int i)
        {
            task.Split(i, matches, ignored);
            return matches.Count > 0;
        }
    }

    private static IEnumerable<(int Entry, float Distance, bool Hit)> Nearest(float[] row, RetrievalTask task, int query, int count)
    {
        List<int> matches = [];
        List<int> ignored = [];
        task.Split(query, matches, ignored);
        var (hits, hidden) = (matches.ToHashSet(), ignored.ToHashSet());
        return Enumerable.Range(0, row.Length).Where(entry => !hidden.Contains(entry))
            .OrderBy(entry => row[entry]).Take(count).Select(entry => (entry, row[entry], hits.Contains(entry)));
    }

    private static RankedRow Row(
        DataSetImage query, IReadOnlyList<DataSetImage> gallery, IEnumerable<(int Entry, float Distance, bool Hit)> nearest, int height) => new(
            new RankedPicture(RankedThumbnail.Of(query.Path, height), Caption($"id {query.Identity}", query.Camera), Hit: null),
            [.. nearest.Select(found => new RankedPicture(
                RankedThumbnail.Of(gallery[found.Entry].Path, height),
                Caption(found.Distance.ToString("0.000", CultureInfo.InvariantCulture), gallery[found.Entry].Camera),
                found.Hit))]);

    private static string[] Caption(string first, string? camera) => camera is null ? [first] : [first, $"cam {camera}"];
}
