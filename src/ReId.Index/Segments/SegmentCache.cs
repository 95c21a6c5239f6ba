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
    private const string ManifestFile = "manifest.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SemaphoreSlim _gate = new(1);
    private SegmentManifest _manifest = new(SegmentManifest.CurrentFormat, kind, []);

    /// <summary>Reads the manifest; one that is missing or damaged is the same as an empty one.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ManifestFile);
        try
        {
            var manifest = JsonSerializer.Deserialize<SegmentManifest>(
                await File.ReadAllBytesAsync(path, cancellationToken), s_json)
                ?? throw new JsonException("it is empty");
            if (manifest.Format == SegmentManifest.CurrentFormat && manifest.Kind == kind)
            {
                _manifest = manifest.Problem() is { } problem ? throw new JsonException(problem) : manifest;
            }
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // A new gallery, or one whose cache was removed.
        }
        catch (Exception damage) when (damage is JsonException or IOException or UnauthorizedAccessException)
        {
            log.ManifestDamaged(path, damage.Message);
        }

        RemoveStrays();
    }

    public CachedSegment? Find(ModelInfo model) =>
        _manifest.Segments.FirstOrDefault(segment => segment.Model == model.Name) is { } entry
        && entry.Dimension == model.Dimension
            ? new CachedSegment(Path.Combine(folder, entry.File), entry.Sha256, entry.LastSequence)
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
            var entry = new SegmentManifest.Entry(
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

    // Files that no manifest names: of an earlier one, or cut short by an end that was not clean. One that cannot go is
    // in nobody's way.
    private void RemoveStrays()
    {
        try
        {
            var named = _manifest.Segments.Select(segment => segment.File).Append(ManifestFile).ToHashSet();
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => !named.Contains(Path.GetFileName(file))))
            {
                RemoveStray(file);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was cached yet.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.StrayLeftBehind(failure, folder);
        }
    }

    private void RemoveStray(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.StrayLeftBehind(failure, file);
        }
    }
}
