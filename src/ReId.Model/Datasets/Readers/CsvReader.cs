using ReId.Contracts;
using ReId.Model.Datasets.Csv;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Datasets.Readers;

/// <summary>
/// A CSV file with the columns <c>path,identity,camera,split,is_query,is_gallery</c>. A picture may be query and gallery
/// at once; a path is absolute or relative to the file.
/// </summary>
internal sealed class CsvReader : IDataSetReader
{
    private static readonly string[] s_true = ["1", "true", "yes", "t", "y"];
    private static readonly string[] s_false = ["0", "false", "no", "f", "n", ""];

    public string Name => "csv";

    public string Root => "a CSV file with the columns path,identity,camera,split,is_query,is_gallery";

    public DataSet Read(string root, DataSetOptions options)
    {
        var folder = Path.GetDirectoryName(root)!;
        var (train, validation, query, gallery) =
            (new List<DataSetImage>(), new List<DataSetImage>(), new List<DataSetImage>(), new List<DataSetImage>());
        var seen = new HashSet<(string Path, bool Query)>();
        foreach (var (line, fields) in CsvTable.Read(root, "path", "identity", "camera", "split", "is_query", "is_gallery"))
        {
            var image = Image(root, folder, line, fields, options.Cameras);
            switch (fields[3].ToLowerInvariant())
            {
                case "train":
                    train.Add(image);
                    break;
                case "val" or "validation":
                    validation.Add(image);
                    break;
                case "test" or "query" or "gallery" or "":
                    break;
                default:
                    throw new ReIdException($"{root}, line {line}: the split '{fields[3]}' is unknown; it must be train, val or test.");
            }

            if (Flag(root, line, "is_query", fields[4]))
            {
                Once(line, image.Path, isQuery: true);
                query.Add(image);
            }

            if (Flag(root, line, "is_gallery", fields[5]))
            {
                Once(line, image.Path, isQuery: false);
                gallery.Add(image);
            }
        }

        return new DataSet
        {
            Name = Name,
            HasCameras = options.Cameras,
            Train = train,
            Validation = validation,
            Query = query,
            Gallery = gallery,
        };

        // A second row of the same picture would be a perfect match for the first.
        void Once(int line, string path, bool isQuery)
        {
            if (!seen.Add((path, isQuery)))
            {
                throw new ReIdException(
                    $"{root}, line {line}: {path} is {(isQuery ? "a query" : "in the gallery")} already; name each picture once.");
            }
        }
    }

    private static DataSetImage Image(string root, string folder, int line, string[] fields, bool cameras)
    {
        if (fields[0].Length == 0 || fields[1].Length == 0)
        {
            throw new ReIdException($"{root}, line {line}: the {(fields[0].Length == 0 ? "path" : "identity")} is missing.");
        }

        if (cameras && fields[2].Length == 0)
        {
            throw new ReIdException($"{root}, line {line}: the camera is missing; fill it in, or {LabelFile.NoCameras}.");
        }

        return new DataSetImage(
            Path.GetFullPath(fields[0], folder), string.Intern(fields[1]), cameras ? string.Intern(fields[2]) : null);
    }

    private static bool Flag(string root, int line, string column, string value) =>
        s_true.Contains(value, StringComparer.OrdinalIgnoreCase)
        || (s_false.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? false
            : throw new ReIdException($"{root}, line {line}: {column} is '{value}'; it must be 1 or 0."));
}
