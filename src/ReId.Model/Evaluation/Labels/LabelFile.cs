using ReId.Contracts;
using ReId.Model.Datasets.Csv;

namespace ReId.Model.Evaluation.Labels;

/// <summary>The labels beside a feature file: a CSV file with the columns <c>identity,camera</c>, a line for each row.</summary>
internal static class LabelFile
{
    public const string NoCameras = "give --no-cameras to evaluate without them";

    /// <summary>The paths of the pictures, a line for each row.</summary>
    /// <param name="path">The CSV file, with a column <c>path</c>.</param>
    public static string[] Paths(string path) => [.. CsvTable.Read(path, "path").Select(row => row.Fields[0])];

    /// <summary>Reads the labels.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="identities">Numbers of the identities, shared with the other file.</param>
    /// <param name="cameras">Numbers of the cameras, shared likewise; null to do without cameras.</param>
    /// <exception cref="ReIdException">Unreadable, or a label is missing; names the line.</exception>
    public static RetrievalLabels Read(string path, LabelTable identities, LabelTable? cameras)
    {
        var ids = new List<int>();
        var cams = new List<int>();
        string[] columns = cameras is null ? ["identity"] : ["identity", "camera"];
        foreach (var (line, fields) in CsvTable.Read(path, columns))
        {
            if (fields[0].Length == 0)
            {
                throw new ReIdException($"{path}, line {line}: the identity is missing.");
            }

            ids.Add(identities.Identity(fields[0]));
            if (cameras is not null)
            {
                cams.Add(fields[1].Length > 0
                    ? cameras.Number(fields[1])
                    : throw new ReIdException($"{path}, line {line}: the camera is missing; fill it in, or {NoCameras}."));
            }
        }

        return new RetrievalLabels(ids, cameras is null ? null : cams);
    }
}
