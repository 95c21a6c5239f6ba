using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Files;

namespace ReId.Model.Evaluation;

/// <summary>Saves embedded features with their labels, as <c>reid eval --query-features …</c> reads them.</summary>
public static class FeatureFolder
{
    private static readonly string[] s_files = ["query.npy", "query.csv", "gallery.npy", "gallery.csv"];

    /// <summary>Finds out, before pictures are embedded, whether the four files can be written.</summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <exception cref="ReIdException">One cannot.</exception>
    public static void RequireWritable(string folder)
    {
        Make(folder);
        foreach (var file in s_files)
        {
            AtomicFile.RequireWritable(Path.Combine(folder, file));
        }
    }

    /// <summary>
    /// Writes <c>query.npy</c>, <c>query.csv</c>, <c>gallery.npy</c> and <c>gallery.csv</c>: all four, or none. The column
    /// <c>path</c> tells which gallery row is a query's own picture.
    /// </summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="features">What to write.</param>
    /// <exception cref="ReIdException">A file cannot be written; then all are as they were.</exception>
    public static void Save(string folder, DataSetFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Make(folder);
        try
        {
            using var query = new Half(folder, "query", features, features.Query);
            using var gallery = new Half(folder, "gallery", features, features.Gallery);
            AtomicFile.CommitAll(query.Labels, query.Matrix, gallery.Labels, gallery.Matrix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
    }

    /// <summary>Vectors and labels of one list, written aside.</summary>
    private sealed class Half : IDisposable
    {
        private readonly NpyWriter _vectors;

        public Half(string folder, string name, DataSetFeatures features, IReadOnlyList<DataSetImage> images)
        {
            _vectors = new NpyWriter(Path.Combine(folder, $"{name}.npy"), features.Model.Dimension);
            try
            {
                Labels = AtomicFile.Create(Path.Combine(folder, $"{name}.csv"));
                Write(features, images);
                Matrix = _vectors.Complete();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public AtomicFile.Pending Labels { get; } = null!;

        public AtomicFile.Pending Matrix { get; }

        public void Dispose()
        {
            _vectors.Dispose();
            Labels?.Dispose();
        }

        private void Write(DataSetFeatures features, IReadOnlyList<DataSetImage> images)
        {
            using var text = new StreamWriter(Labels.Stream, leaveOpen: true) { NewLine = "\n" };
            text.WriteLine(features.HasCameras ? "identity,camera,path" : "identity,path");
            foreach (var image in images)
            {
                _vectors.Append(features.Vector(image));
                var camera = features.HasCameras ? $",{Field(image.Camera!)}" : "";
                text.WriteLine($"{Field(image.Identity)}{camera},{Field(image.Path)}");
            }
        }

        private static string Field(string text) =>
            text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
