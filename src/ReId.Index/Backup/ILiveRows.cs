namespace ReId.Index.Backup;

/// <summary>The rows of a gallery that others may write to meanwhile, wherever they are.</summary>
internal interface ILiveRows
{
    /// <summary>Copies all of them as they are at one moment into a new SQLite file.</summary>
    /// <param name="target">The file.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<DatabaseCopy> CopyAsync(string target, CancellationToken cancellationToken);

    /// <summary>Of these crops those that are there no more.</summary>
    /// <param name="crops">Crops of the copy.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<HashSet<Guid>> GoneAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken);

    /// <summary>The sentence for damage that was found in the copy.</summary>
    /// <param name="detail">What.</param>
    string Damaged(string detail);
}
