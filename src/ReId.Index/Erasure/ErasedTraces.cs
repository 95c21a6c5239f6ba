using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>Removes what erased crops and people left in files, and looks whether anything of them can still be found.</summary>
internal sealed class ErasedTraces(Gallery gallery)
{
    private const int MostSearches = 100;

    private readonly Residues _residues = new();
    private readonly List<string> _pictures = [];
    private readonly List<(Guid Crop, string Model, byte[] Vector)> _searches = [];

    public void AddVector(Guid crop, string model, byte[] half)
    {
        _residues.AddVector(half);
        if (_searches.Count < MostSearches)
        {
            _searches.Add((crop, model, half));
        }
    }

    public void AddNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _residues.AddName(name);
        }
    }

    public void AddPictures(IEnumerable<string> keys) => _pictures.AddRange(keys);

    /// <param name="crops">The crops that were removed.</param>
    /// <param name="rewrite">Whether the database is written anew where that is needed.</param>
    /// <param name="problems">What is wrong goes there.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ErasureCheck> CheckAsync(IReadOnlySet<Guid> crops, bool rewrite, List<string> problems, CancellationToken cancellationToken)
    {
        // 1. Pictures, those that a killed write left beside them as well; then what clustering keeps.
        RemoveLeftovers(problems);
        var pictures = 0;
        foreach (var key in _pictures)
        {
            pictures += await gallery.Blobs.ReadAsync(key, cancellationToken) is null ? 0 : 1;
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
            CropsFound = await FoundAsync(crops, cancellationToken),
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

    private async Task<int> FoundAsync(IReadOnlySet<Guid> crops, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach (var chunk in crops.Chunk(1000))
        {
            await using var context = gallery.Contexts.CreateContext();
            found.UnionWith(await context.Crops.Where(row => chunk.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken));
        }

        foreach (var (_, model, vector) in _searches)
        {
            var hits = await gallery.SearchAsync(HalfVector.Decode(vector), new SearchOptions { ModelId = model, K = 10 }, cancellationToken);
            found.UnionWith(hits.Select(hit => hit.Crop.CropId).Where(crops.Contains));
        }

        return found.Count;
    }

    private void RemoveLeftovers(List<string> problems)
    {
        var names = _pictures.Select(key => "." + Path.GetFileName(key)).ToHashSet();
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
