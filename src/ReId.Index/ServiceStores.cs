using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Access;
using ReId.Index.Auditing;
using ReId.Index.Database;
using ReId.Index.ModelChange;
using ReId.Index.Retention;
using ReId.Index.Storage;
using ReId.Index.Watching;

namespace ReId.Index;

/// <summary>The tables of a gallery that the HTTP API keeps: keys, audit, watch list.</summary>
public sealed class ServiceStores : IAsyncDisposable
{
    private readonly AuditLog _audit;
    private readonly GalleryDatabase? _own;

    /// <summary>Those of an open gallery, which must outlive them.</summary>
    /// <param name="gallery">The gallery.</param>
    /// <param name="clock">Tells the time; null for the system's.</param>
    public ServiceStores(Gallery gallery, TimeProvider? clock = null)
        : this((gallery ?? throw new ArgumentNullException(nameof(gallery))).Contexts, own: null, clock)
    {
    }

    private ServiceStores(IGalleryContextFactory contexts, GalleryDatabase? own, TimeProvider? clock)
    {
        Keys = new ApiKeyStore(contexts, clock ?? TimeProvider.System);
        Watches = new WatchStore(contexts);
        ModelChange = new ModelChangeStore(contexts);
        Retention = new RetentionStore(contexts);
        _audit = new AuditLog(contexts);
        _own = own;
    }

    /// <summary>API keys.</summary>
    public IApiKeyStore Keys { get; }

    /// <summary>Who did what.</summary>
    public IAuditLog Audit => _audit;

    /// <summary>Stored queries and what they raised.</summary>
    public IWatchStore Watches { get; }

    /// <summary>How long crops are kept.</summary>
    public IRetentionStore Retention { get; }

    /// <summary>The way from one model to another.</summary>
    public IModelChangeStore ModelChange { get; }

    /// <summary>
    /// Those of a gallery that a server may have open at the same time. A gallery that does not exist yet, or that an
    /// older version made, is opened once before, which creates it or brings it up to date.
    /// </summary>
    /// <param name="options">Where the gallery is.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ReIdException">The gallery cannot be opened; says why.</exception>
    public static async Task<ServiceStores> OpenBesideAsync(GalleryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        GalleryDatabase Database() => options.Database is { } connection
            ? new PostgresDatabase(connection, options.Interceptors)
            : new SqliteDatabase(Path.Combine(Path.GetFullPath(options.Directory), GalleryLayout.DatabaseFile), options.Interceptors);

        var exists = Gallery.Exists(options.Directory);
        var database = exists ? Database() : null;
        if (database is null || await IsOldAsync(database, cancellationToken))
        {
            database?.Release();
            await using (await Gallery.OpenAsync(options, cancellationToken: cancellationToken))
            {
            }

            database = Database();
        }

        return new ServiceStores(database, database, clock: null);
    }

    /// <summary>Waits until the audit log is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        _own?.Release();
    }

    private static async Task<bool> IsOldAsync(GalleryDatabase database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
