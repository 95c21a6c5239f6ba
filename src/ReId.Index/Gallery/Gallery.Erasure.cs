using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Storage;

namespace ReId.Index;

/// <content>What erasing needs of it.</content>
public sealed partial class Gallery
{
    private bool _messagesWait;

    /// <summary>Its directory.</summary>
    public string Folder => _directory.Path;

    /// <summary>Does something to the tables of identities while nobody else does, and reads them anew afterwards; null while nobody keeps them in mind.</summary>
    internal Func<Func<Task>, Task>? AroundIdentities { get; set; }

    /// <summary>Erasures that an earlier process was interrupted in, or that an older backup had brought back; done when it was opened.</summary>
    public IReadOnlyList<ErasureReceipt> FinishedErasures { get; internal set; } = [];

    /// <summary>Erasures that are noted and that failed in this process (a full disk): the next one does them first.</summary>
    internal List<LedgerEntry> UndoneErasures { get; } = [];

    /// <summary>Whether dead letters could not be searched the last time.</summary>
    internal bool MessagesWait
    {
        get => Volatile.Read(ref _messagesWait);
        set => Volatile.Write(ref _messagesWait, value);
    }

    /// <summary>What erasures that are under way have removed so far.</summary>
    internal string ErasingFolder => _directory.File(GalleryLayout.ErasingFolder);

    /// <summary>The erasures so far.</summary>
    internal ErasureLedger Ledger { get; }

    /// <summary>Keeps out what was erased.</summary>
    internal ErasureGate Gate { get; } = new();

    /// <summary>One erasure at a time.</summary>
    internal SemaphoreSlim Erasing { get; } = new(1);

    internal IndexLog Log => _log;

    /// <summary>Whether its rows are in a file of its directory.</summary>
    internal bool HasDatabaseFile => _database is SqliteDatabase;

    internal string DatabaseFile => _directory.File(GalleryLayout.DatabaseFile);

    internal string SegmentFolder => _directory.File(GalleryLayout.SegmentFolder);

    internal string BlobFolder => _directory.File(GalleryLayout.BlobFolder);

    /// <summary>Returns when every addition that began before is committed: later ones ask the gate.</summary>
    internal Task AfterAdditionsAsync(CancellationToken cancellationToken) => WriteAsync(() => Task.FromResult(true), cancellationToken);

    /// <summary>Takes what was deleted out of the database's files; additions wait for it.</summary>
    internal Task ScrubAsync(bool rewrite, CancellationToken cancellationToken) => WriteAsync(
        async () =>
        {
            await _database.ScrubAsync(rewrite, cancellationToken);
            return true;
        },
        cancellationToken);
}
