using System.Buffers;
using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>The native form of a search's options, its arrays held in place for the length of one call.</summary>
internal sealed unsafe class PinnedOptions : IDisposable
{
    private readonly MemoryHandle _allowed;
    private readonly MemoryHandle _denied;
    private readonly MemoryHandle _ids;
    private static readonly byte[] s_empty = new byte[8];

    public PinnedOptions(FaissFilter? filter, int nprobe = 0, int efSearch = 0)
    {
        Native.NProbe = nprobe;
        Native.EfSearch = efSearch;
        if (filter is null)
        {
            return;
        }

        Native.HasFilter = 1;
        Native.Filter.HasRange = filter.From is null && filter.To is null ? 0 : 1;
        Native.Filter.From = filter.From ?? long.MinValue;
        Native.Filter.To = filter.To ?? long.MaxValue;
        if (filter.Allowed is { } allowed)
        {
            // An empty bitmap is a condition, too, and must not look like none.
            _allowed = (allowed.IsEmpty ? s_empty : allowed).Pin();
            Native.Filter.Allowed = (byte*)_allowed.Pointer;
            Native.Filter.AllowedBytes = allowed.Length;
            Native.Filter.AllowedFirst = filter.AllowedFirst;
        }

        if (filter.Denied is { } denied && !denied.IsEmpty)
        {
            _denied = denied.Pin();
            Native.Filter.Denied = (byte*)_denied.Pointer;
            Native.Filter.DeniedBytes = denied.Length;
            Native.Filter.DeniedFirst = filter.DeniedFirst;
        }

        if (filter.Ids is { } ids)
        {
            _ids = ids.Pin();
            Native.Filter.HasIds = 1;
            Native.Filter.Ids = (long*)_ids.Pointer;
            Native.Filter.IdCount = ids.Length;
        }
    }

    /// <summary>What the native call reads.</summary>
    public NativeSearchOptions Native;

    public void Dispose()
    {
        _allowed.Dispose();
        _denied.Dispose();
        _ids.Dispose();
    }
}
