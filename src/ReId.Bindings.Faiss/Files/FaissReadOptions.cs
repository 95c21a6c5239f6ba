namespace ReId.Bindings.Faiss;

/// <summary>How an index is read. Files are never trusted: see <see cref="RequireChecksum"/>.</summary>
public sealed record FaissReadOptions
{
    /// <summary>
    /// Whether the index must end with the checksum that <see cref="FaissIndex.Write(string)"/> appends, which proves
    /// every byte. Without it, for indexes that another program wrote, only the structure is checked: such a file
    /// cannot end the process or claim memory that it does not fill, but a changed number in a vector goes unseen.
    /// </summary>
    public bool RequireChecksum { get; init; } = true;

    /// <summary>
    /// Whether the lists of an IVF index stay in the file and are paged in as searches touch them. Such an index only
    /// searches, and the file must keep its length while the index lives. Other kinds are read whole.
    /// </summary>
    public bool MemoryMap { get; init; }
}
