using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Segments.Cache;

namespace ReId.Index.Doctor;

/// <summary>Holds the index against its checksums, and its vectors, one by one, against the database. Changes nothing.</summary>
internal sealed class IndexCheck(IGalleryContextFactory contexts, string folder)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <returns>What is wrong, and how many files were read.</returns>
    public async Task<(IReadOnlyList<string> Problems, int Files)> RunAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path))
        {
            var left = Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;
            return (left == 0 ? [] : [$"{path} is missing, but {left} files are there"], 0);
        }

        SegmentManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<SegmentManifest>(await File.ReadAllBytesAsync(path, cancellationToken), s_json)!;
            if (manifest is null || manifest.Format != SegmentManifest.CurrentFormat || manifest.Problem() is not null)
            {
                return ([$"{path} is damaged: {manifest?.Problem() ?? "it is of another format"}"], 1);
            }
        }
        catch (JsonException damage)
        {
            return ([$"{path} is damaged: {damage.Message.ReplaceLineEndings(" ").TrimEnd('.')}"], 1);
        }

        var problems = new List<string>();
        var files = 1;
        foreach (var entry in manifest.Segments)
        {
            var before = problems.Count;
            foreach (var file in new[] { entry.Vectors, entry.Index }.OfType<CachedFile>())
            {
                files++;
                if (Problem(file) is { } problem)
                {
                    problems.Add(problem);
                }
            }

            if (problems.Count == before && await MismatchAsync(entry, cancellationToken) is { } mismatch)
            {
                problems.Add(mismatch);
            }
        }

        return (problems, files);
    }

    private string? Problem(CachedFile file)
    {
        var path = Path.Combine(folder, file.File);
        if (!File.Exists(path))
        {
            return $"{path} is missing";
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256 ? null : $"{path} is not as it was written";
    }

    private async Task<string?> MismatchAsync(SegmentEntry entry, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, entry.Vectors.File);
        var mapped = VectorFile.Map(path, entry.Dimension, entry.Count);
        try
        {
            await using var context = contexts.CreateContext();
            var rows = context.Vectors.AsNoTracking()
                .Where(row => row.Model!.Name == entry.Model && row.Sequence >= entry.FirstSequence && row.Sequence <= entry.LastSequence)
                .OrderBy(row => row.Sequence).Select(row => new { row.Sequence, row.Data });
            var at = 0;
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                while (at < mapped.Sequences.Length && mapped.Sequences[at] < row.Sequence)
                {
                    at++; // Removed since it was written.
                }

                if (at == mapped.Sequences.Length || mapped.Sequences[at] != row.Sequence || !mapped.Rows.Bytes(at).SequenceEqual(row.Data))
                {
                    return $"{path} does not hold what the database holds of vector {row.Sequence}";
                }
            }

            return null;
        }
        finally
        {
            mapped.Rows.Release();
        }
    }
}
