using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>A copy of a gallery's rows as they were at one moment, in an SQLite file of its own.</summary>
internal sealed class DatabaseCopy(string file)
{
    private readonly SqliteDatabase _database = new(file, []);

    /// <summary>Crops and the keys of their pictures, one after the other.</summary>
    public async IAsyncEnumerable<(Guid Crop, string Key)> PicturesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = _database.CreateContext();
        var rows = context.Crops.AsNoTracking().Select(row => new { row.Id, row.BlobKey });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return (row.Id, row.BlobKey);
        }
    }

    /// <summary>Of these crops those that a database does not hold.</summary>
    public static async Task<HashSet<Guid>> GoneAsync(
        IGalleryContextFactory database, IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var asked = crops.ToHashSet();
        asked.ExceptWith(await asked.InChunksAsync(chunk =>
            context.Crops.Where(row => chunk.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken)));
        return asked;
    }

    public async Task RemoveAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        await using var context = _database.CreateContext();
        foreach (var chunk in crops.Chunk(1000))
        {
            await context.Crops.Where(row => chunk.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Reads it all.</summary>
    /// <param name="damaged">The sentence for damage.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">It is damaged.</exception>
    public async Task<RowReport> CheckAsync(Func<string, string> damaged, CancellationToken cancellationToken)
    {
        await using (var context = _database.CreateContext())
        {
            if (await StructureCheck.RunAsync(context, cancellationToken) is { } damage)
            {
                throw new ReIdException(damaged(damage));
            }
        }

        var report = await RowCheck.RunAsync(_database, cancellationToken);
        return report.Problems is [var problem, ..] ? throw new ReIdException(damaged(problem)) : report;
    }

    public void Release() => _database.Release();
}
