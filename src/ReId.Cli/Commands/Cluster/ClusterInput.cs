using System.Globalization;
using ReId.Contracts;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Model.Datasets.Csv;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Cluster;

/// <summary>The files of <c>reid cluster</c>.</summary>
internal static class ClusterInput
{
    /// <summary>A matrix of features, one row a picture.</summary>
    public static ClusterFeatures Features(string path)
    {
        var (shape, values) = NpySingles.Load(path);
        return shape is [_, >= 1 and <= int.MaxValue and var dimension]
            ? new ClusterFeatures(values, (int)dimension)
            : throw new ReIdException($"{path} has the shape ({string.Join(", ", shape)}); features must be a matrix, one row a picture.");
    }

    /// <summary>A number for each row's identity; −1 where it is empty, which is unknown.</summary>
    public static int[] Identities(string path, int rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var labels = new List<int>();
        foreach (var (_, fields) in CsvTable.Read(path, "identity"))
        {
            labels.Add(fields[0].Length == 0 ? -1 : numbers.TryGetValue(fields[0], out var number) ? number : numbers[fields[0]] = numbers.Count);
        }

        return labels.Count == rows
            ? [.. labels]
            : throw new ReIdException($"{path} has {labels.Count} labels and the features have {rows} rows: there must be one label for each row.");
    }

    /// <summary>A number for each row's camera; −1 where it is empty, which is unknown.</summary>
    public static int[] Cameras(string path, int rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] cameras = [.. CsvTable.Read(path, "camera").Select(line =>
            line.Fields[0].Length == 0 ? -1 : numbers.TryGetValue(line.Fields[0], out var number) ? number : numbers[line.Fields[0]] = numbers.Count)];
        return cameras.Length == rows
            ? cameras
            : throw new ReIdException($"{path} has {cameras.Length} cameras and the features have {rows} rows: there must be one line for each row.");
    }

    /// <summary>Constraints of a file <c>a,b,kind</c>: two rows from 0, and <c>must</c> or <c>cannot</c>.</summary>
    public static ClusteringConstraints Constraints(string path, int rows)
    {
        var builder = new ClusteringConstraintsBuilder(rows);
        foreach (var (line, fields) in CsvTable.Read(path, "a", "b", "kind"))
        {
            try
            {
                var (a, b) = (Row(fields[0]), Row(fields[1]));
                _ = fields[2] switch
                {
                    "must" => builder.MustLink(a, b),
                    "cannot" => builder.CannotLink(a, b),
                    _ => throw new ReIdException($"The kind '{fields[2]}' is unknown: write must or cannot."),
                };
            }
            catch (ReIdException e)
            {
                throw new ReIdException($"{path}, line {line}: {e.Message}", e);
            }
        }

        return builder.Build();
    }

    private static int Row(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
        ? row
        : throw new ReIdException($"'{text}' is no row: rows are whole numbers from 0.");
}
