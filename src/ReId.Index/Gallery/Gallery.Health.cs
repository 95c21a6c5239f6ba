using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.PgVector;

namespace ReId.Index;

/// <content>Whether its stores answer, asked without the patience that reading and writing have.</content>
public sealed partial class Gallery
{
    /// <summary>Whether its vectors are searched by a database elsewhere.</summary>
    public bool HasVectorDatabase => Vectors is PgVectorIndex;

    /// <summary>Whether its pictures are in a bucket.</summary>
    public bool HasBucket => _bucket is not null;

    /// <summary>Whether the database answers, and this process is the one that writes it.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ReIdException">It does not answer, another process writes it, or it is damaged.</exception>
    public Task RequireDatabaseAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await HoldAsync(cancellationToken);

        // By its key: a count of all crops every few seconds would be work.
        await _reader.FindCropAsync(Guid.Empty, cancellationToken);
    });

    /// <summary>Whether its vectors can be searched.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="StoreUnavailableException">The vector database cannot be reached, or was taken over.</exception>
    public Task RequireVectorsAsync(CancellationToken cancellationToken) => AskAsync(() => Vectors.RequireAsync(cancellationToken));

    /// <summary>Whether its bucket of pictures answers; nothing is asked where pictures are files.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or refuses.</exception>
    public Task RequirePicturesAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return _bucket?.AskAsync(cancellationToken) ?? Task.CompletedTask;
    }

    private async Task AskAsync(Func<Task> ask)
    {
        ThrowIfDisposed();
        await GuardAsync(_directory.Path, async () =>
        {
            try
            {
                await ask();
            }
            catch (Exception failure) when (PostgresFailures.IsTransient(failure))
            {
                await ask(); // A restart cuts what the pool holds, and one of those was asked.
            }

            return true;
        });
    }
}
