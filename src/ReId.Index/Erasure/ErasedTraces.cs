using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>Removes what erased crops and people left in files, and looks whether anything of them can still be found.</summary>
internal sealed class ErasedTraces(Gallery gallery, ErasureProgress progress)
{
    private readonly Residues _residues = new();

    /// <param name="rewrite">Whether the database is written anew where that is needed.</param>
    /// <param name="problems">What is wrong goes there.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ErasureCheck> CheckAsync(bool rewrite, List<string> problems, CancellationToken cancellationToken)
    {
        foreach (var piece in progress.Crops.Values.SelectMany(crop => crop.Vectors).SelectMany(vector => vector.Pieces))
        {
            _residues.Add(piece);
        }

        foreach (var name in progress.Names)
        {
            _residues.AddName(name);
        }

        // 1. Pictures: those whose rows went just before a kill, and those that a killed write left beside them; then what
        // clustering keeps.
        RemoveLeftovers(problems);
        var pictures = 0;
        foreach (var crop in progress.Crops.Values)
        {
            pictures += await RemovePictureAsync(crop.BlobKey, problems, cancellationToken) ? 0 : 1;
        }

        await RemoveClusteringAsync(problems, cancellationToken);

        // 2. Bytes of the database and the index.
        var rewritten = false;
        (int Vectors, int Names, long Bytes) found = default;
        try
        {
            await gallery.ScrubAsync(rewrite && !gallery.HasDatabaseFile, cancellationToken);
            found = await ScanAsync(cancellationToken);
            if (rewrite && gallery.HasDatabaseFile && found.Vectors + found.Names > 0)
            {
                rewritten = true;
                await gallery.ScrubAsync(rewrite: true, cancellationToken);
                found = await ScanAsync(cancellationToken);
            }
        }
        catch (ReIdException failure)
        {
            problems.Add(failure.Message);
        }

        if (found.Names > 0)
        {
            problems.Add($"An erased name still stands in {found.Names} places that are in use: a key, a watch, a camera or somebody else is called so.");
        }

        if (found.Vectors > 0)
        {
            problems.Add($"An erased vector's bytes still stand in {found.Vectors} places of the files: another crop has the same picture, or a file could not be written anew.");
        }

        return new ErasureCheck
        {
            CropsFound = await FoundAsync(cancellationToken),
            PicturesFound = pictures,
            ResiduesFound = found.Vectors + found.Names,
            BytesScanned = gallery.HasDatabaseFile ? found.Bytes : null,
            DatabaseRewritten = rewritten || (rewrite && !gallery.HasDatabaseFile),
            Problems = problems,
        };
    }

    private async Task<(int Vectors, int Names, long Bytes)> ScanAsync(CancellationToken cancellationToken)
    {
        var files = Directory.Exists(gallery.SegmentFolder) ? Directory.GetFiles(gallery.SegmentFolder) : [];
        string[] database = gallery.HasDatabaseFile ? [gallery.DatabaseFile, gallery.DatabaseFile + "-wal"] : [];
        (int Vectors, int Names, long Bytes) sum = default;
        foreach (var file in _residues.IsEmpty ? [] : database.Concat(files))
        {
            try
            {
                var (vectors, names, bytes) = await _residues.SearchAsync(file, cancellationToken);
                sum = (sum.Vectors + vectors, sum.Names + names, sum.Bytes + bytes);
            }
            catch (FileNotFoundException)
            {
                // Replaced in the meantime by one without them, or no log is there.
            }
        }

        return sum;
    }

    private async Task<int> FoundAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach (var chunk in progress.Crops.Keys.Chunk(1000))
        {
            await using var context = gallery.Contexts.CreateContext();
            found.UnionWith(await context.Crops.Where(row => chunk.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken));
        }

        foreach (var vector in progress.Crops.Values.SelectMany(crop => crop.Vectors).Where(vector => vector.Data is not null))
        {
            var hits = await gallery.SearchAsync(HalfVector.Decode(vector.Data!), new SearchOptions { ModelId = vector.Model, K = 10 }, cancellationToken);
            found.UnionWith(hits.Select(hit => hit.Crop.CropId).Where(progress.Crops.ContainsKey));
        }

        return found.Count;
    }

    private async Task<bool> RemovePictureAsync(string key, List<string> problems, CancellationToken cancellationToken)
    {
        if (await gallery.Blobs.ReadAsync(key, cancellationToken) is null)
        {
            return true;
        }

        try
        {
            await gallery.Blobs.DeleteAsync(key, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The picture {key} could not be deleted: {failure.Message}");
        }

        return await gallery.Blobs.ReadAsync(key, cancellationToken) is null;
    }

    private void RemoveLeftovers(List<string> problems)
    {
        var names = progress.Crops.Values.Select(crop => "." + Path.GetFileName(crop.BlobKey)).ToHashSet();
        if (names.Count == 0 || !Directory.Exists(gallery.BlobFolder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(gallery.BlobFolder, ".*.part", SearchOption.AllDirectories))
        {
            // .NAME.GUID.part
            var name = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file));
            if (names.Contains(name))
            {
                Try(() => File.Delete(file), file, problems);
            }
        }
    }

    // Lists of neighbours by number. A run that is under way makes them, and takes them away when it ends.
    private async Task RemoveClusteringAsync(List<string> problems, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        if (Directory.Exists(gallery.ClusteringFolder) && !await context.ClusterRuns.AnyAsync(row => row.State == "running", cancellationToken))
        {
            Try(() => Directory.Delete(gallery.ClusteringFolder, recursive: true), gallery.ClusteringFolder, problems);
        }
    }

    private static void Try(Action delete, string path, List<string> problems)
    {
        try
        {
            delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path} could not be deleted: {failure.Message}");
        }
    }
}
