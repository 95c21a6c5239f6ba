using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Files;

namespace ReId.Model.Evaluation;

/// <summary>Saves embedded features with their labels, as <c>reid eval --query-features …</c> reads them.</summary>
public static class FeatureFolder
{
    /// <summary>Writes <c>query.npy</c>, <c>query.csv</c>, <c>gallery.npy</c> and <c>gallery.csv</c>.</summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="features">What to write.</param>
    /// <exception cref="ReIdException">A file cannot be written; each is whole or as it was.</exception>
    public static void Save(string folder, DataSetFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        try
        {
            Directory.CreateDirectory(folder);
            Write(folder, "query", features, features.Query);
            Write(folder, "gallery", features, features.Gallery);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
    }

    private static void Write(string folder, string name, DataSetFeatures features, IReadOnlyList<DataSetImage> images)
    {
        using var matrix = new NpyWriter(Path.Combine(folder, $"{name}.npy"), features.Model.Dimension);
        using var labels = AtomicFile.Create(Path.Combine(folder, $"{name}.csv"));
        using (var text = new StreamWriter(labels.Stream, leaveOpen: true) { NewLine = "\n" })
        {
            text.WriteLine(features.HasCameras ? "identity,camera" : "identity");
            foreach (var image in images)
            {
                matrix.Append(features.Vector(image));
                text.WriteLine(features.HasCameras ? $"{Field(image.Identity)},{Field(image.Camera!)}" : Field(image.Identity));
            }
        }

        AtomicFile.CommitBoth(labels, matrix.Complete());
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
