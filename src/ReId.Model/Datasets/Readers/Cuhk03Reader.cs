using ReId.Contracts;

namespace ReId.Model.Datasets.Readers;

/// <summary>
/// CUHK03 (Li et al., 2014), boxes drawn by hand ("labelled") or found by a detector ("detected"), in the two forms that
/// are passed around: Market-1501's layout for the 767/700 protocol (CUHK03-NP, Zhong et al., 2017), or extracted
/// pictures with a JSON file of splits.
/// </summary>
internal sealed class Cuhk03Reader : IDataSetReader
{
    private static readonly string[] s_labelled = ["labeled", "labelled", "images_labeled", "images_labelled"];
    private static readonly string[] s_detected = ["detected", "images_detected"];

    public string Name => "cuhk03";

    public string Root => "a folder with labeled/ or detected/ (each as Market-1501), or with images_labeled/ or images_detected/; or one of these";

    public DataSet Read(string root, DataSetOptions options)
    {
        PictureFolder.Require(root, $"CUHK03 is {Root}");
        var folder = Variants(root).FirstOrDefault(Directory.Exists) ?? root;
        var variant = s_detected.Contains(Path.GetFileName(folder.TrimEnd('/')), StringComparer.OrdinalIgnoreCase) ? "detected" : "labelled";
        var name = $"{Name} {variant}";
        if (Directory.Exists(Path.Combine(folder, MarketNames.Train)))
        {
            return MarketNames.Read(name, folder, options.Cameras);
        }

        return Cuhk03Extracted.HasPictures(folder)
            ? Cuhk03Extracted.Read(name, folder, variant == "detected" ? "detected" : "labeled", options.Cameras)
            : throw new ReIdException($"{root} is not CUHK03: expected is {Root}.");
    }

    // The labelled boxes where both are there: name the folder of the other ones to have those.
    private static IEnumerable<string> Variants(string root) => s_labelled.Concat(s_detected).Select(name => Path.Combine(root, name));
}
