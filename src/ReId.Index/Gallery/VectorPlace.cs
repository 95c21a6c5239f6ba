using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index;

/// <summary>
/// The gallery's note that its vectors are searched elsewhere. Without it an erasure, say, could be done by a command
/// that knows nothing of the vector database, and what was erased would stay there.
/// </summary>
internal static class VectorPlace
{
    private const string Key = "vectors.owner";

    /// <summary>Compares the note with the options; writes it, or takes it away.</summary>
    /// <returns>Who the gallery is in the vector database; null for the built-in index.</returns>
    /// <exception cref="ReIdException">There is a note, but the options name no vector database.</exception>
    public static async Task<Guid?> SettleAsync(GalleryDbContext context, GalleryOptions options, CancellationToken cancellationToken)
    {
        var row = await context.Settings.SingleOrDefaultAsync(setting => setting.Key == Key, cancellationToken);
        if (options.UsesVectorDatabase)
        {
            if (row is null)
            {
                row = new SettingRow { Key = Key, Value = Guid.NewGuid().ToString() };
                context.Settings.Add(row);
                await context.SaveChangesAsync(cancellationToken);
            }

            return Guid.Parse(row.Value);
        }

        if (row is not null && options.VectorDatabase == GalleryOptions.NoVectorDatabase)
        {
            context.Settings.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
        }
        else if (row is not null && !options.BesideVectorDatabase)
        {
            throw new ReIdException(
                $"The gallery {options.Directory} has its vectors in a pgvector database: name it with --vectors or REID_VECTORS, or go back to the built-in index with --vectors {GalleryOptions.NoVectorDatabase}.");
        }

        return null;
    }
}
