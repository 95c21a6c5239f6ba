namespace ReId.Index.Erasure;

/// <summary>
/// What one erasure removes, step by step: in a file (<c>erasing/ID</c> of the gallery's directory) until the receipt is
/// stored, so that one that was killed in between ends with the same receipt and looks for the same bytes. Everything is
/// a set: a step that is noted twice, since it was killed before it was done, counts once.
/// </summary>
internal sealed class ErasureProgress(string folder, Guid erasure)
{
    private const int MostSearches = 100;

    private readonly Dictionary<Guid, NotedCrop> _crops = [];
    private readonly HashSet<Guid> _identities = [];
    private readonly HashSet<Guid> _people = [];
    private readonly HashSet<Guid> _decisions = [];
    private readonly HashSet<long> _changes = [];
    private readonly HashSet<Guid> _watches = [];
    private readonly HashSet<Guid> _raised = [];
    private readonly HashSet<long> _hits = [];
    private readonly HashSet<string> _names = [];
    private int _searches;

    public IReadOnlyDictionary<Guid, NotedCrop> Crops => _crops;

    public IReadOnlySet<Guid> Identities => _identities;

    public IReadOnlySet<Guid> Watches => _watches;

    public IReadOnlySet<Guid> RaisedWatches => _raised;

    public IReadOnlySet<string> Names => _names;

    private string File => Path.Combine(folder, erasure.ToString("n"));

    public ErasureCounts Counts => new()
    {
        Crops = _crops.Count,
        Vectors = _crops.Values.Sum(crop => crop.Vectors.Count),
        Pictures = _crops.Count,
        Assignments = _crops.Values.Count(crop => crop.Assigned),
        Identities = _people.Count,
        Decisions = _decisions.Count,
        Changes = _changes.Count,
        Watches = _watches.Count,
        WatchHits = _hits.Count,
    };

    /// <summary>Reads what was noted before a kill.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var note in (await CheckedLines.ReadAsync<ErasureNote>(File, cancellationToken)).Entries)
        {
            Take(note);
        }
    }

    /// <summary>Notes a step that comes next; it is on the disk when this returns.</summary>
    public async Task NoteAsync(ErasureNote note)
    {
        Directory.CreateDirectory(folder);
        await CheckedLines.AddAsync(File, note);
        Take(note);
    }

    /// <summary>A vector as it is noted: only the first ones whole.</summary>
    public NotedVector Vector(string model, byte[] half) =>
        new(model, Residues.PiecesOf(half), _searches++ < MostSearches ? half : null);

    /// <summary>The receipt is stored: nothing has to be remembered any more.</summary>
    public void Forget()
    {
        System.IO.File.Delete(File);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private void Take(ErasureNote note)
    {
        foreach (var crop in note.Crops)
        {
            _crops[crop.Id] = crop;
        }

        _identities.UnionWith(note.Identities);
        _people.UnionWith(note.People);
        _decisions.UnionWith(note.Decisions);
        _changes.UnionWith(note.Changes);
        _watches.UnionWith(note.Watches);
        _raised.UnionWith(note.RaisedWatches);
        _hits.UnionWith(note.WatchHits);
        _names.UnionWith(note.Names);
    }
}
