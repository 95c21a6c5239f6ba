using System.Security.Cryptography;
using System.Text.Json;
using ReId.Index.Storage;

namespace ReId.Index.Segments;

/// <summary>
/// Segments on disk: a file for each, and a manifest with their checksums that is swapped by rename. Whatever is wrong
/// with any of it costs only the time to rebuild from the database.
/// </summary>
internal sealed class SegmentCache(string folder, string kind, IndexLog log)
{
    private const int Format = 1;
    private const string ManifestFile = "manifest.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SemaphoreSlim _gate = new(1);
    private Manifest _manifest = new(Format, kind, []);

    /// <summary>Reads the manifest; one that is missing or damaged is the same as an empty one.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ManifestFile);
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(
                await File.ReadAllBytesAsync(path, cancellationToken), s_json);
            if (manifest is { Format: Format, Segments: not null } && manifest.Kind == kind)
            {
                _manifest = manifest;
            }
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // A new gallery, or one whose cache was removed.
        }
        catch (Exception damage) when (damage is JsonException or IOException)
        {
            log.ManifestDamaged(path, damage.Message);
        }

        RemoveStrays();
    }

    public CachedSegment? Find(ModelInfo model) =>
        _manifest.Segments.FirstOrDefault(segment => segment.Model == model.Name) is { } entry
        && entry.Dimension == model.Dimension
            ? new CachedSegment(Path.Combine(folder, Path.GetFileName(entry.File)), entry.Sha256, entry.LastSequence)
            : null;

    /// <summary>Writes a segment and names it in the manifest instead of the model's former one.</summary>
    public async Task SaveAsync(
        ModelInfo model, long lastSequence, long count, Func<string, Task> write, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var name = $"{Guid.CreateVersion7():n}.{kind}";
            var path = Path.Combine(folder, name);
            await DurableFile.WriteAsync(path, write);
            var entry = new Entry(
                model.Name, model.Dimension, name, await HashAsync(path, cancellationToken), lastSequence, count);
            var manifest = _manifest with
            {
                Segments = [.. _manifest.Segments.Where(segment => segment.Model != model.Name), entry],
            };
            await DurableFile.WriteAsync(
                Path.Combine(folder, ManifestFile),
                JsonSerializer.SerializeToUtf8Bytes(manifest, s_json),
                cancellationToken);
            _manifest = manifest;
            RemoveStrays();
            log.CacheWritten(model.Name, count);
        }
        finally
        {
            _gate.Release();
        }
    }

    internal static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    // Files that no manifest names: of an earlier one, or cut short by an end that was not clean.
    private void RemoveStrays()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var named = _manifest.Segments.Select(segment => segment.File).Append(ManifestFile).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !named.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    private sealed record Manifest(int Format, string Kind, IReadOnlyList<Entry> Segments);

    private sealed record Entry(
        string Model, int Dimension, string File, string Sha256, long LastSequence, long Count);
}
