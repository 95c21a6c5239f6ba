using Microsoft.EntityFrameworkCore;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>For what reads a PostgreSQL database as it is, and does not bring it up to date.</summary>
internal static class PostgresSchema
{
    /// <exception cref="ReIdException">It holds no gallery, or one of another version.</exception>
    public static async Task RequireAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Count == 0)
        {
            throw new ReIdException($"The PostgreSQL database {Place(context)} holds no gallery: name the one that serves it.");
        }

        RequireKnown(known, applied);
        if (known.Count > applied.Count)
        {
            throw new ReIdException(
                $"The PostgreSQL database {Place(context)} is of an older version: start the gallery once with this version, which brings it up to date.");
        }
    }

    /// <exception cref="ReIdException">A newer version wrote it.</exception>
    public static void RequireKnown(IEnumerable<string> known, IEnumerable<string> applied)
    {
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new ReIdException(
                $"The gallery's PostgreSQL database was written by a newer version of ReId (its schema has '{newer}'): use that version.");
        }
    }

    /// <summary>Where it is, without the password.</summary>
    public static string Place(DbContext context)
    {
        // Not of the connection, which knows its host only while it is open.
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(context.Database.GetConnectionString());
        return $"{connection.Database} on {connection.Host}";
    }
}
