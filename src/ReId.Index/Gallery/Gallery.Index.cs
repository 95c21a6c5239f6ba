using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index;

/// <content>The vector index as an operator sees it.</content>
public sealed partial class Gallery
{
    /// <summary>The index of each model at this moment.</summary>
    public IReadOnlyList<IndexStatus> IndexStatus() => Vectors.Status();

    /// <summary>Stored vectors that searches cannot find yet, of all models; 0 when all is well.</summary>
    public long MissingFromIndex => IndexStatus().Sum(model => model.Missing);

    /// <summary>
    /// Rewrites every file of the index that still holds a vector that was removed. When it returns no file holds a
    /// vector that was removed before the call; searches go on meanwhile. The space on the disk is given back, not
    /// overwritten: what a disk keeps of deleted files is beyond this.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; the work goes on.</param>
    /// <exception cref="ReIdException">The disk is full, or a file could not be deleted.</exception>
    public Task CompactIndexAsync(CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        try
        {
            await Vectors.CompactAsync(cancellationToken);
            return true;
        }
        catch (IOException failure) when (DatabaseFailures.Explain(failure, _directory.Path) is null)
        {
            throw new ReIdException(
                $"Removed vectors may still be in the index of {_directory.Path} ({failure.Message}): see to the folder's permissions and repeat.", failure);
        }
    });

    /// <summary>Waits until nothing is left to seal, merge or rebuild in the index; for measuring and for tests.</summary>
    public Task SettleIndexAsync() => ReadAsync(async () =>
    {
        await Vectors.SettleAsync();
        return true;
    });
}

/// <summary>The vector index of a model at a moment.</summary>
public sealed record IndexStatus
{
    /// <summary>The model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Vectors that can be found.</summary>
    public required long Vectors { get; init; }

    /// <summary>
    /// Vectors that are stored but cannot be found yet, because their part of the index was damaged or missing and is
    /// being rebuilt. 0 when all is well.
    /// </summary>
    public required long Missing { get; init; }

    /// <summary>Its parts, oldest first.</summary>
    public required IReadOnlyList<SegmentStatus> Segments { get; init; }
}

/// <summary>A part of a vector index.</summary>
/// <param name="Kind">Kind of its index; <c>memory</c> while it is in no file yet.</param>
/// <param name="Vectors">Vectors that can be found.</param>
/// <param name="Removed">Vectors that were removed since it was written.</param>
public sealed record SegmentStatus(string Kind, long Vectors, long Removed);
