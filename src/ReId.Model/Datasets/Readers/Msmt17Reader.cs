using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Datasets.Readers;

/// <summary>
/// MSMT17 (Wei et al., 2018): lists of "path identity" lines; 32,621 / 11,659 / 82,161 pictures. Some programs train on
/// the validation list too, which makes their numbers better and incomparable: here it stays a list of its own.
/// </summary>
internal sealed class Msmt17Reader : IDataSetReader
{
    private const string TrainList = "list_train.txt";
    private const int CameraField = 2;

    public string Name => "msmt17";

    public string Root => "a folder with list_train.txt, list_query.txt, list_gallery.txt and the folders of pictures";

    public DataSet Read(string root, DataSetOptions options)
    {
        root = PictureFolder.Descend(root, TrainList);
        PictureFolder.Require(root, $"MSMT17 is {Root}");
        var train = Pictures(root, "train", "mask_train_v2");
        var test = Pictures(root, "test", "mask_test_v2");
        var validation = Path.Combine(root, "list_val.txt");
        return new DataSet
        {
            Name = Name,
            HasCameras = options.Cameras,
            Train = Read(Path.Combine(root, TrainList), train, options.Cameras),
            Validation = File.Exists(validation) ? Read(validation, train, options.Cameras) : [],
            Query = Read(Path.Combine(root, "list_query.txt"), test, options.Cameras),
            Gallery = Read(Path.Combine(root, "list_gallery.txt"), test, options.Cameras),
        };
    }

    private static string Pictures(string root, params string[] names) =>
        names.Select(name => Path.Combine(root, name)).FirstOrDefault(Directory.Exists)
        ?? throw new ReIdException($"{root} has no folder {string.Join(" or ", names)}: MSMT17 keeps its pictures there.");

    private static List<DataSetImage> Read(string list, string folder, bool cameras)
    {
        if (!File.Exists(list))
        {
            throw new ReIdException($"{list} is not there: MSMT17 names its pictures in lists.");
        }

        var images = new List<DataSetImage>();
        var number = 0;
        foreach (var line in File.ReadLines(list))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // The identity is the last word; a path may hold blanks.
            var split = line.TrimEnd().LastIndexOf(' ');
            if (split < 1 || !int.TryParse(line.AsSpan(split).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var identity))
            {
                throw new ReIdException($"{list}, line {number}: it must be a path and an identity, as in 0000/0000_000_01_0303morning_0008_0.jpg 0.");
            }

            var name = line[..split].Trim();
            images.Add(new DataSetImage(
                Path.Combine(folder, name), string.Intern(identity.ToString(CultureInfo.InvariantCulture)),
                cameras ? Camera(name, list, number) : null));
        }

        return images;
    }

    private static string Camera(string name, string list, int line)
    {
        var fields = Path.GetFileName(name).Split('_');
        return fields.Length > CameraField + 1 && int.TryParse(fields[CameraField], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? string.Intern(fields[CameraField])
            : throw new ReIdException($"{list}, line {line}: {name} has no camera as its third field, as in 0000_000_01_0303morning_0008_0.jpg.");
    }
}
