using ReId.Index.Access;
using ReId.Index.Auditing;
using ReId.Index.Watching;

namespace ReId.Index;

/// <summary>The tables of a gallery that the HTTP API keeps: keys, audit, watch list.</summary>
public sealed class ServiceStores : IAsyncDisposable
{
    private readonly AuditLog _audit;

    /// <summary>Opens them; they need no lock of their own.</summary>
    /// <param name="gallery">The gallery, which must outlive them.</param>
    /// <param name="clock">Tells the time; null for the system's.</param>
    public ServiceStores(Gallery gallery, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        Keys = new ApiKeyStore(gallery.Contexts, clock ?? TimeProvider.System);
        Watches = new WatchStore(gallery.Contexts);
        _audit = new AuditLog(gallery.Contexts);
    }

    /// <summary>API keys.</summary>
    public IApiKeyStore Keys { get; }

    /// <summary>Who did what.</summary>
    public IAuditLog Audit => _audit;

    /// <summary>Stored queries and what they raised.</summary>
    public IWatchStore Watches { get; }

    /// <summary>Waits until the audit log is written.</summary>
    public ValueTask DisposeAsync() => _audit.DisposeAsync();
}
