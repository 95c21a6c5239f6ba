using Microsoft.EntityFrameworkCore;

namespace ReId.Index.Database;

/// <summary>SQLite's own checks: every page, every index against its table, every reference.</summary>
internal static class StructureCheck
{
    /// <summary>What is wrong first, or null.</summary>
    public static async Task<string?> RunAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (await command.ExecuteScalarAsync(cancellationToken) as string is { } result and not "ok")
        {
            return result.ReplaceLineEndings(" ");
        }

        command.CommandText = "PRAGMA foreign_key_check";
        await using var broken = await command.ExecuteReaderAsync(cancellationToken);
        return await broken.ReadAsync(cancellationToken) ? $"a row of {broken.GetString(0)} refers to one of {broken.GetString(2)} that is not there" : null;
    }
}
