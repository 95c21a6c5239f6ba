namespace ReId.Bindings.Faiss;

/// <summary>
/// Which ids a search may return or a removal removes. Conditions given together must all hold. Immutable, so one
/// filter may serve many threads; the bitmaps behind it must not change during a call.
/// </summary>
public sealed record FaissFilter
{
    /// <summary>The first id that passes; null for no lower bound.</summary>
    public long? From { get; init; }

    /// <summary>The first id that no longer passes; null for no upper bound.</summary>
    public long? To { get; init; }

    /// <summary>
    /// Bit i (byte i / 8, least significant first) set: id <see cref="AllowedFirst"/> + i passes. Ids that the bitmap
    /// does not cover do not pass. Null for no such condition; empty lets nothing pass.
    /// </summary>
    public ReadOnlyMemory<byte>? Allowed { get; init; }

    /// <summary>The id of bit 0 of <see cref="Allowed"/>.</summary>
    public long AllowedFirst { get; init; }

    /// <summary>Bit i set: id <see cref="DeniedFirst"/> + i does not pass. Ids that the bitmap does not cover pass.</summary>
    public ReadOnlyMemory<byte>? Denied { get; init; }

    /// <summary>The id of bit 0 of <see cref="Denied"/>.</summary>
    public long DeniedFirst { get; init; }

    /// <summary>Only these ids pass, in any order; null for no such condition, empty lets nothing pass.</summary>
    public ReadOnlyMemory<long>? Ids { get; init; }

    /// <summary>Ids from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public static FaissFilter Range(long from, long to) => new() { From = from, To = to };

    /// <summary>Ids whose bit is set; see <see cref="Allowed"/>.</summary>
    public static FaissFilter Bitmap(ReadOnlyMemory<byte> bits, long firstId = 0) => new() { Allowed = bits, AllowedFirst = firstId };

    /// <summary>Ids whose bit is not set; see <see cref="Denied"/>.</summary>
    public static FaissFilter Except(ReadOnlyMemory<byte> bits, long firstId = 0) => new() { Denied = bits, DeniedFirst = firstId };

    /// <summary>Exactly these ids; see <see cref="Ids"/>.</summary>
    public static FaissFilter Batch(ReadOnlyMemory<long> ids) => new() { Ids = ids };
}
