using Npgsql;
using ReId.Contracts;

namespace ReId.Index.PgVector;

/// <summary>
/// The schema that the vectors of one gallery are in, and whose it is. Nobody but its gallery writes into it, and of two
/// copies of a gallery only the one that opened it last: its mark is looked at inside every transaction.
/// </summary>
/// <param name="source">Connections.</param>
/// <param name="name">Name of the schema.</param>
/// <param name="gallery">Who we are.</param>
internal sealed class PgSchema(NpgsqlDataSource source, string name, Guid gallery)
{
    public const string DefaultName = "reid_vectors";

    private static readonly Version s_least = new(0, 8);

    private readonly Guid _opening = Guid.NewGuid();
    private readonly SemaphoreSlim _restoring = new(1);
    private readonly string _quoted = new NpgsqlCommandBuilder().QuoteIdentifier(name);

    public string Table(string table) => $"{_quoted}.{table}";

    /// <summary>Whether the server says that tables of ours, or all of the schema, are not there.</summary>
    public static bool IsLost(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName };

    /// <summary>Makes sure that pgvector is there, creates the schema, and takes it over.</summary>
    /// <exception cref="ReIdException">pgvector is missing or too old, or the schema is another gallery's.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await CreateAsync(connection, cancellationToken);
        var taken = await RunAsync(
            connection,
            $"INSERT INTO {Table("owner")} AS o (gallery, opening) VALUES ($1, $2) ON CONFLICT (one) DO UPDATE SET opening = excluded.opening WHERE o.gallery = excluded.gallery",
            cancellationToken, gallery, _opening);
        if (taken == 0)
        {
            throw new ReIdException(
                $"The schema {name} of {PgFailures.Place(connection)} holds the vectors of another gallery: name another one with 'Search Path=NAME' in the connection, or drop it with 'DROP SCHEMA {_quoted} CASCADE' if that gallery is gone.");
        }
    }

    /// <summary>
    /// Creates what a server that came back empty lacks. Takes nothing over: a mark that is there stays, and if it is not
    /// ours the next change says so.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await _restoring.WaitAsync(cancellationToken); // Models restore at once, and two IF NOT EXISTS can meet.
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await CreateAsync(connection, cancellationToken);
            await RunAsync(
                connection, $"INSERT INTO {Table("owner")} (gallery, opening) VALUES ($1, $2) ON CONFLICT (one) DO NOTHING",
                cancellationToken, gallery, _opening);
        }
        finally
        {
            _restoring.Release();
        }
    }

    /// <summary>Whether the server answers, and nobody has taken the schema over. What is lost is no fault: it is filled anew.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await RequireOursAsync(connection, "", cancellationToken);
        }
        catch (PostgresException failure) when (IsLost(failure))
        {
            // The next search or change fills it.
        }
    }

    /// <summary>Runs a change in a transaction of its own, if the schema is still ours.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RequireOursAsync(connection, "FOR SHARE", cancellationToken);
        var result = await change(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>One statement without an answer; as long as it takes.</summary>
    public static async Task<int> RunAsync(
        NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await RequirePgVectorAsync(connection, cancellationToken);
        await RunAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {_quoted}", cancellationToken);
        await RunAsync(connection, $"CREATE TABLE IF NOT EXISTS {Table("models")} (id integer PRIMARY KEY, name text NOT NULL, dimension integer NOT NULL)", cancellationToken);
        await RunAsync(connection, $"CREATE TABLE IF NOT EXISTS {Table("owner")} (one boolean PRIMARY KEY DEFAULT true CHECK (one), gallery uuid NOT NULL, opening uuid NOT NULL)", cancellationToken);
    }

    private async Task RequireOursAsync(NpgsqlConnection connection, string locking, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT opening FROM {Table("owner")} {locking}";
        if (await command.ExecuteScalarAsync(cancellationToken) is not Guid opening || opening != _opening)
        {
            throw new StoreUnavailableException(
                $"The schema {name} of {PgFailures.Place(connection)} was taken over by another process that opened a copy of this gallery: stop one of them, or give the copy a schema of its own with 'Search Path=NAME' in its connection.");
        }
    }

    private static async Task RequirePgVectorAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Version = "SELECT extversion FROM pg_extension WHERE extname = 'vector'";
        await using var command = connection.CreateCommand();
        command.CommandText = Version;
        var found = await command.ExecuteScalarAsync(cancellationToken) as string;
        if (found is null)
        {
            try
            {
                await RunAsync(connection, "CREATE EXTENSION IF NOT EXISTS vector", cancellationToken);
            }
            catch (PostgresException failure) when (failure.SqlState is not null)
            {
                throw new ReIdException(
                    $"{PgFailures.Place(connection)} has no pgvector ({failure.MessageText}): install it on the server, then let a superuser run 'CREATE EXTENSION vector' in that database.", failure);
            }

            found = await command.ExecuteScalarAsync(cancellationToken) as string;
        }

        if (!System.Version.TryParse(found, out var version) || version < s_least)
        {
            throw new ReIdException(
                $"{PgFailures.Place(connection)} has pgvector {found}, but {s_least} or newer is needed: update it on the server, then run 'ALTER EXTENSION vector UPDATE'.");
        }
    }
}
