using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Model.Datasets.Readers;

/// <summary>
/// CUHK03's pictures taken out of the MATLAB file: <c>G_PPP_V_NN.png</c>, camera group, person in it, view 1 or 2,
/// number. A person is a group and a number; the view is the camera.
/// </summary>
internal static partial class Cuhk03Extracted
{
    public static bool HasPictures(string folder) =>
        Directory.EnumerateFiles(folder).Any(path => PictureFolder.IsPicture(path) && FileName().IsMatch(Path.GetFileName(path)));

    /// <summary>Reads a folder, by the new protocol where its split file lies beside or in it.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="folder">Folder of the pictures.</param>
    /// <param name="variant"><c>labeled</c> or <c>detected</c>, as in the name of the split file.</param>
    /// <param name="cameras">Whether to keep the cameras.</param>
    public static DataSet Read(string name, string folder, string variant, bool cameras)
    {
        var images = new Dictionary<string, DataSetImage>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in PictureFolder.Files(folder, "CUHK03's pictures"))
        {
            var match = FileName().Match(Path.GetFileName(path));
            if (!match.Success)
            {
                throw new ReIdException($"{path} does not follow CUHK03's naming: group, person, view and number, as in 1_001_1_01.png.");
            }

            images[Path.GetFileName(path)] = new DataSetImage(
                path, string.Intern($"{match.Groups["group"].Value}_{match.Groups["person"].Value}"),
                cameras ? string.Intern(match.Groups["view"].Value) : null);
        }

        var file = $"splits_new_{variant}.json";
        var splits = new[] { folder, Path.GetDirectoryName(folder)! }.Select(at => Path.Combine(at, file)).FirstOrDefault(File.Exists);
        if (splits is null)
        {
            // Without the protocol everything can be searched for everything, and nobody is held out for training.
            return new DataSet { Name = $"{name}, every picture", HasCameras = cameras, Query = [.. images.Values], Gallery = [.. images.Values] };
        }

        return FromSplits($"{name}, new protocol", splits, images, cameras);
    }

    private static DataSet FromSplits(string name, string file, Dictionary<string, DataSetImage> images, bool cameras)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var split = json.RootElement[0];
            return new DataSet
            {
                Name = name,
                HasCameras = cameras,
                Train = List(split.GetProperty("train")),
                Query = List(split.GetProperty("query")),
                Gallery = List(split.GetProperty("gallery")),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new ReIdException($"{file} is no split file: expected is a list of splits with train, query and gallery.", e);
        }

        // Only the file name counts: the paths are those of whoever made the split.
        List<DataSetImage> List(JsonElement entries) => [.. entries.EnumerateArray().Select(entry =>
        {
            var path = entry[0].GetString() ?? "";
            return images.TryGetValue(path.Split('/', '\\')[^1], out var image)
                ? image
                : throw new ReIdException($"{file} names {path}, which is not among the pictures.");
        })];
    }

    [GeneratedRegex(@"^(?<group>[0-9]+)_(?<person>[0-9]+)_(?<view>[0-9]+)_[0-9]+\.", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
