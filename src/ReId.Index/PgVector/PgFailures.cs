using System.Net.Sockets;
using Npgsql;
using ReId.Contracts;

namespace ReId.Index.PgVector;

/// <summary>What failures of the vector database mean to a user.</summary>
internal static class PgFailures
{
    /// <summary>How sentences call a database; never with its password.</summary>
    public static string Place(NpgsqlConnection connection) => $"the vector database {connection.Database} on {connection.Host}:{connection.Port}";

    /// <summary>Runs something; what the vector database refuses becomes one sentence, with the failure inside, so that what passes by itself is tried again.</summary>
    public static async Task<T> GuardAsync<T>(NpgsqlConnectionStringBuilder place, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException failure) when (Reason(failure) is { } reason)
        {
            throw new StoreUnavailableException($"The vector database {place.Database} on {place.Host}:{place.Port} {reason}; the gallery itself is unharmed.", failure);
        }
    }

    private static string? Reason(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "refuses the user or password: check Username and Password of --vectors",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "does not exist: create it with 'createdb', or name another one",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege, MessageText: var text } =>
            $"does not let this user do that ({text}): make the user the owner of the database",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "has no space left: free some; the index then follows by itself",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable, MessageText: var text } => $"has lost a table ({text}): the next search fills it anew",
        PostgresException { MessageText: var text, SqlState: var state } => $"failed ({state}: {text})",
        { InnerException: SocketException or TimeoutException or IOException } =>
            $"cannot be reached ({failure.InnerException.Message.TrimEnd('.')}): check that the server runs, and Host and Port of --vectors",
        _ => $"failed ({failure.Message.TrimEnd('.')})",
    };
}
