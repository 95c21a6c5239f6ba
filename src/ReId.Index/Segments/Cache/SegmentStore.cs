using System.Security.Cryptography;
using System.Text.Json;
using ReId.Index.Storage;

namespace ReId.Index.Segments.Cache;

/// <summary>
/// Sealed segments on disk: a file of vectors and perhaps one of an index for each, and a manifest with their checksums
/// that is swapped by rename. Whatever is wrong with any of it costs only the time to rebuild from the database.
/// </summary>
/// <param name="folder">Where.</param>
/// <param name="log">Where damage is told.</param>
/// <param name="step">For tests: hears of every change to the folder before it happens, and may end it there.</param>
internal sealed class SegmentStore(string folder, IndexLog log, Action<string>? step = null)
{
    private const string ManifestFile = "manifest.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SemaphoreSlim _gate = new(1);
    private SegmentManifest _manifest = new(SegmentManifest.CurrentFormat, []);

    /// <summary>Reads the manifest; one that is missing, damaged or of another format is the same as an empty one.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var path = PathOf(ManifestFile);
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var format = (JsonSerializer.Deserialize<FormatOnly>(bytes, s_json) ?? throw new JsonException("it is empty")).Format;
            if (format == SegmentManifest.CurrentFormat)
            {
                var manifest = JsonSerializer.Deserialize<SegmentManifest>(bytes, s_json)!;
                _manifest = manifest.Problem() is { } problem ? throw new JsonException(problem) : manifest;
            }
            else
            {
                log.ManifestOfOtherFormat(path, format, SegmentManifest.CurrentFormat);
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

    /// <summary>What the manifest names of a model.</summary>
    public IReadOnlyList<SegmentEntry> Find(ModelInfo model) =>
        [.. _manifest.Segments.Where(entry => entry.Model == model.Name && entry.Dimension == model.Dimension)];

    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Writes a new file, which nothing names yet.</summary>
    public CachedFile Write(string extension, Action<string> write)
    {
        var name = $"{Guid.CreateVersion7():n}.{extension}";
        step?.Invoke($"write {extension}");
        DurableFile.Write(PathOf(name), aside =>
        {
            write(aside);
            step?.Invoke($"rename {extension}");
        });
        return new CachedFile(name, Hash(PathOf(name)));
    }

    /// <summary>Names a model's segments instead of its former ones, and deletes what is no longer named.</summary>
    public async Task CommitAsync(string model, IReadOnlyList<SegmentEntry> entries)
    {
        await _gate.WaitAsync();
        try
        {
            var manifest = _manifest with
            {
                Segments = [.. _manifest.Segments.Where(entry => entry.Model != model), .. entries],
            };
            step?.Invoke("write manifest");
            await DurableFile.WriteAsync(
                PathOf(ManifestFile), JsonSerializer.SerializeToUtf8Bytes(manifest.Signed(), s_json), CancellationToken.None);
            _manifest = manifest;
            RemoveStrays();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether every byte of a file is as it was written.</summary>
    public bool IsWhole(CachedFile file) => Hash(PathOf(file.File)) == file.Sha256;

    /// <summary>Files in the folder that the manifest does not name: those that could not be deleted.</summary>
    public IReadOnlyList<string> Strays() => Directory.Exists(folder) ? [.. StrayFiles()] : [];

    private static string Hash(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private IEnumerable<string> StrayFiles()
    {
        var named = _manifest.Segments.SelectMany(entry => new[] { entry.Vectors.File, entry.Index?.File })
            .Append(ManifestFile).ToHashSet();
        return Directory.EnumerateFiles(folder).Where(file => !named.Contains(Path.GetFileName(file)));
    }

    // Of an earlier manifest, or cut short by an end that was not clean. One that cannot go is in nobody's way.
    private void RemoveStrays()
    {
        try
        {
            foreach (var file in StrayFiles().ToList())
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
            step?.Invoke($"delete {Path.GetExtension(file)}");
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.StrayLeftBehind(failure, file);
        }
    }

    private sealed record FormatOnly(int Format);
}
