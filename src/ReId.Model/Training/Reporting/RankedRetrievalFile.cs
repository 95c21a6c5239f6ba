using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Training.Reporting;

/// <summary>A ranked retrieval in a file of its own, so that a report can be written again without the data set.</summary>
public static class RankedRetrievalFile
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web);

    /// <summary>Writes the rows with their pictures (JSON, pictures in base 64).</summary>
    /// <param name="path">The file, by custom <c>ranked.json</c>.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ReIdException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<RankedRow> rows) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, rows, s_format));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReIdException">It is missing, unreadable or something else.</exception>
    public static IReadOnlyList<RankedRow> Read(string path)
    {
        try
        {
            var rows = JsonSerializer.Deserialize<List<RankedRow>>(FileBytes.Read(path), s_format) ?? [];
            return rows.All(row => Whole(row?.Query) && row!.Results?.All(Whole) == true)
                ? rows
                : throw new JsonException("a row lacks its query, its results or a caption");
        }
        catch (JsonException e)
        {
            throw new ReIdException($"{path} is no ranked retrieval ({e.Message.Split(". ", 2)[0].TrimEnd('.')}): remove it, and the report is written without.", e);
        }

        static bool Whole(RankedPicture? picture) => picture is { Encoded: not null, Caption: not null };
    }
}
