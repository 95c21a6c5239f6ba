using ReId.Contracts;
using ReId.Model.Datasets.Csv;
using ReId.Model.Files;

namespace ReId.Model.Evaluation.Labels;

/// <summary>An evaluation set from two .npy files of features and two CSV files of labels.</summary>
/// <remarks>Where both label files have a column <c>path</c>, a query does not match the gallery row of its own path.</remarks>
/// <param name="QueryFeatures">N×D, float32 or float64.</param>
/// <param name="QueryLabels"><c>identity,camera</c>, N lines below the header.</param>
/// <param name="GalleryFeatures">M×D.</param>
/// <param name="GalleryLabels">M lines below the header.</param>
/// <param name="Cameras">False to do without cameras, as is done too when neither file has the column <c>camera</c>.</param>
public sealed record FeatureFiles(
    string QueryFeatures, string QueryLabels, string GalleryFeatures, string GalleryLabels, bool Cameras = true)
{
    /// <summary>Reads and checks the four files.</summary>
    /// <exception cref="ReIdException">A file is unusable, or features and labels are of different lengths.</exception>
    public EvaluationSet Load()
    {
        var identities = new LabelTable();
        var cameras = Cameras && (Has("camera", QueryLabels) || Has("camera", GalleryLabels)) ? new LabelTable() : null;
        var (queries, queryLabels) = Read(QueryFeatures, QueryLabels, identities, cameras);
        var (gallery, galleryLabels) = Read(GalleryFeatures, GalleryLabels, identities, cameras);
        return new EvaluationSet(queries, gallery, queryLabels, galleryLabels, Self());
    }

    internal static bool Has(string column, string path) => CsvTable.HasColumn(path, column);

    private int[]? Self()
    {
        if (!Has("path", QueryLabels) || !Has("path", GalleryLabels))
        {
            return null;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var paths = LabelFile.Paths(GalleryLabels);
        for (var i = 0; i < paths.Length; i++)
        {
            // Who does not know a picture's path says nothing about it.
            if (paths[i].Length > 0 && !places.TryAdd(paths[i], i))
            {
                throw new ReIdException($"{GalleryLabels} names {paths[i]} twice: a picture stands in the gallery once.");
            }
        }

        return Array.ConvertAll(LabelFile.Paths(QueryLabels), path => places.GetValueOrDefault(path, -1));
    }

    /// <summary>Reads one matrix and its labels.</summary>
    internal static (FeatureMatrix Features, RetrievalLabels Labels) Read(
        string features, string labels, LabelTable identities, LabelTable? cameras)
    {
        var (shape, values) = NpySingles.Load(features);
        if (shape is not [_, >= 1 and <= int.MaxValue and var dimension])
        {
            throw new ReIdException(
                $"{features} has the shape ({string.Join(", ", shape)}); features must be a matrix, one row a picture.");
        }

        var read = LabelFile.Read(labels, identities, cameras);
        if (shape[0] != read.Count)
        {
            throw new ReIdException(
                $"{features} has {shape[0]} rows and {labels} {read.Count} labels: there must be one label for each row.");
        }

        var matrix = new FeatureMatrix(values, (int)dimension, features);
        if (matrix.FindZeroRow() is { } zero)
        {
            var picture = Has("path", labels) && LabelFile.Paths(labels)[zero] is { Length: > 0 } path ? $" ({path})" : "";
            throw new ReIdException(
                $"Row {zero} of {features}{picture} is all zeros: it has no direction to compare; leave the picture out.");
        }

        return (matrix, read);
    }
}
