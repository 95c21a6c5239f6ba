using ReId.Contracts;

namespace ReId.Model.Datasets.Readers;

/// <summary>
/// A folder for each identity, with no cameras: image retrieval, where every other picture of the identity is to be
/// found. The folders of identities may lie in folders of splits: train, val, test, or query and gallery.
/// </summary>
internal sealed class FolderReader : IDataSetReader
{
    private static readonly string[] s_splits = ["train", "val", "test", "query", "gallery"];

    public string Name => "folder";

    public string Root => "a folder with a folder of pictures for each identity, or with train/, val/, test/, query/, gallery/ of such";

    public DataSet Read(string root, DataSetOptions options)
    {
        var folders = PictureFolder.Require(root, $"expected is {Root}").EnumerateDirectories()
            .Where(folder => !folder.Name.StartsWith('.')).Select(folder => folder.Name).ToList();
        if (folders.Count == 0)
        {
            throw new ReIdException($"{root} has no folders: expected is {Root}.");
        }

        // Beside query/ and gallery/ anything else (notes, all pictures once more) is no identity.
        if (folders.All(name => s_splits.Contains(name, StringComparer.OrdinalIgnoreCase)) || (Has("query") && Has("gallery")))
        {
            return FromSplits(root, folders);
        }

        // No split: whoever asks for one gets everything.
        var all = Images(root);
        return new DataSet { Name = Name, HasCameras = false, Train = all, Query = all, Gallery = all };

        bool Has(string split) => folders.Contains(split, StringComparer.OrdinalIgnoreCase);
    }

    private DataSet FromSplits(string root, List<string> folders)
    {
        var test = Split("test");
        return new DataSet
        {
            Name = Name,
            HasCameras = false,
            Train = Split("train"),
            Validation = Split("val"),
            Query = [.. Split("query"), .. test],
            Gallery = [.. Split("gallery"), .. test],
        };

        List<DataSetImage> Split(string name) =>
            folders.Find(folder => folder.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } folder ? Images(Path.Combine(root, folder)) : [];
    }

    private static List<DataSetImage> Images(string root) =>
        [.. Directory.EnumerateDirectories(root).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)
            .SelectMany(folder => PictureFolder.Files(folder, "pictures of one identity", below: true)
                .Select(path => new DataSetImage(path, Path.GetFileName(folder), null)))];
}
