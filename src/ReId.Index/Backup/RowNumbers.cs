using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>
/// The numbers that a database gives to new rows. They go on where the other one was, also past rows that are gone:
/// whoever follows the audit or a watch list by number would overlook a row whose number had been given before.
/// </summary>
internal static class RowNumbers
{
    /// <summary>Brings the counters of a database up to those of the one that its rows came from.</summary>
    public static async Task CarryAsync(GalleryDbContext from, GalleryDbContext to, CancellationToken cancellationToken)
    {
        foreach (var (table, column) in Counted(to))
        {
            var last = Math.Max(
                await NumberAsync(from, from is PostgresDbContext
                    ? $"SELECT pg_sequence_last_value(pg_get_serial_sequence('{table}', '{column}'))"
                    : $"SELECT seq FROM sqlite_sequence WHERE name = '{table}'", cancellationToken),
                await NumberAsync(to, $"SELECT max({column}) FROM {table}", cancellationToken));
            if (last > 0)
            {
                await NumberAsync(to, to is PostgresDbContext
                    ? $"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {last}, true)"
                    : $"DELETE FROM sqlite_sequence WHERE name = '{table}'; INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})", cancellationToken);
            }
        }
    }

    /// <summary>Tables whose rows are numbered by the database.</summary>
    public static IEnumerable<(string Table, string Column)> Counted(GalleryDbContext context) =>
        from entity in context.Model.GetEntityTypes()
        let key = entity.FindPrimaryKey()!.Properties
        where key.Count == 1 && (key[0].ClrType == typeof(int) || key[0].ClrType == typeof(long))
        select (entity.GetTableName()!, key[0].GetColumnName());

    private static async Task<long> NumberAsync(GalleryDbContext context, string statement, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(context.Database.CurrentTransaction!);
        command.CommandTimeout = 0;
        command.CommandText = statement;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? value : 0L, CultureInfo.InvariantCulture);
    }
}
