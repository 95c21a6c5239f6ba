using System.Text;
using System.Text.Json;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>
/// The erasures of a gallery in a file beside the database: a line for each, written before anything is removed. It
/// outlives a damaged database, and it is what is copied elsewhere so that no backup brings back what was erased.
/// </summary>
internal sealed class ErasureLedger(string file)
{
    public static JsonSerializerOptions Json => CheckedLines.Json;

    /// <summary>Its whole lines, and how many others there are.</summary>
    public Task<(IReadOnlyList<LedgerEntry> Entries, int Damaged)> ReadAsync(CancellationToken cancellationToken) =>
        CheckedLines.ReadAsync<LedgerEntry>(file, cancellationToken);

    /// <summary>Adds an entry; it is on the disk when this returns.</summary>
    public Task AddAsync(LedgerEntry entry) => CheckedLines.AddAsync(file, entry);

    /// <summary>Writes all of it anew.</summary>
    public Task ReplaceAsync(IEnumerable<LedgerEntry> entries, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(file, Encoding.UTF8.GetBytes(string.Concat(entries.Select(CheckedLines.Line))), cancellationToken);
}
