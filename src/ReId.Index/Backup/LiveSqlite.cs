using Microsoft.Data.Sqlite;
using ReId.Index.Database;

namespace ReId.Index.Backup;

/// <summary>
/// The rows of an SQLite file. They are copied by VACUUM INTO, not by the backup API: pages that are no longer in use, and
/// what was deleted in them, are not copied.
/// </summary>
internal sealed class LiveSqlite(string file) : ILiveRows
{
    public async Task<DatabaseCopy> CopyAsync(string target, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 60,
            Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", target);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new DatabaseCopy(target);
    }

    public async Task<HashSet<Guid>> GoneAsync(IEnumerable<Guid> crops, CancellationToken cancellationToken)
    {
        var now = new SqliteDatabase(file, []);
        try
        {
            return await DatabaseCopy.GoneAsync(now, crops, cancellationToken);
        }
        finally
        {
            now.Release();
        }
    }

    public string Damaged(string detail) => DatabaseFailures.Damaged(file, detail);
}
