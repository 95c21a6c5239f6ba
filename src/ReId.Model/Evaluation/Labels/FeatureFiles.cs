using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Evaluation.Labels;

/// <summary>An evaluation set from two .npy files of features and two CSV files of labels.</summary>
/// <param name="QueryFeatures">N×D, float32 or float64.</param>
/// <param name="QueryLabels"><c>identity,camera</c>, N lines below the header.</param>
/// <param name="GalleryFeatures">M×D.</param>
/// <param name="GalleryLabels">M lines below the header.</param>
/// <param name="Cameras">False to do without cameras: then the column <c>camera</c> may be absent.</param>
public sealed record FeatureFiles(
    string QueryFeatures, string QueryLabels, string GalleryFeatures, string GalleryLabels, bool Cameras = true)
{
    /// <summary>Reads and checks the four files.</summary>
    /// <exception cref="ReIdException">A file is unusable, or features and labels are of different lengths.</exception>
    public EvaluationSet Load()
    {
        var identities = new LabelTable();
        var cameras = Cameras ? new LabelTable() : null;
        var (queries, queryLabels) = Read(QueryFeatures, QueryLabels, identities, cameras);
        var (gallery, galleryLabels) = Read(GalleryFeatures, GalleryLabels, identities, cameras);
        return new EvaluationSet(queries, gallery, queryLabels, galleryLabels);
    }

    private static (FeatureMatrix Features, RetrievalLabels Labels) Read(
        string features, string labels, LabelTable identities, LabelTable? cameras)
    {
        var array = NpyArray.Load(features);
        if (array.Shape is not [_, >= 1 and <= int.MaxValue and var dimension])
        {
            throw new ReIdException(
                $"{features} has the shape ({string.Join(", ", array.Shape)}); features must be a matrix, one row a picture.");
        }

        var read = LabelFile.Read(labels, identities, cameras);
        if (array.Shape[0] != read.Count)
        {
            throw new ReIdException(
                $"{features} has {array.Shape[0]} rows and {labels} {read.Count} labels: there must be one label for each row.");
        }

        return (new FeatureMatrix(Singles(array, features), (int)dimension, features), read);
    }

    private static float[] Singles(NpyArray array, string path)
    {
        try
        {
            return array.ToSingles();
        }
        catch (InvalidOperationException e)
        {
            throw new ReIdException($"{path} holds whole numbers; features must be float32 or float64.", e);
        }
    }
}
