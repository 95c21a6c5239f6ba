using Npgsql;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>What PostgreSQL's failures mean to a user, and which of them pass by themselves.</summary>
internal static class PostgresFailures
{
    private const string IsDamaged = "is damaged ({0}): restore it from a backup with 'reid restore', or name a new one";

    public static string Damaged(string detail) => Sentence(IsDamaged, detail);

    /// <summary>Whether the same again may succeed: the server restarts, a connection broke, two transactions met.</summary>
    public static bool IsTransient(Exception? failure) => failure switch
    {
        null => false,
        NpgsqlException { IsTransient: true } => true,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        _ => IsTransient(failure.InnerException),
    };

    /// <summary>The sentence, or null when a user can do nothing about it.</summary>
    public static ReIdException? Explain(NpgsqlException failure)
    {
        var sentence = (failure as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "refuses the user or password ({0}): check the connection's Username and Password",
            PostgresErrorCodes.InvalidCatalogName =>
                "does not exist ({0}): create it with 'createdb', or name another one",
            PostgresErrorCodes.InsufficientPrivilege =>
                "does not let this user do that ({0}): make the user the owner of the database",
            PostgresErrorCodes.DiskFull =>
                "has no space left ({0}): free some and repeat; what was stored before is kept",
            PostgresErrorCodes.TooManyConnections =>
                "has no connection left ({0}): raise its max_connections, or lower the connection's Maximum Pool Size",
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
                IsDamaged,
            null when failure.InnerException is System.Net.Sockets.SocketException or TimeoutException or IOException =>
                "cannot be reached ({0}): check that the server runs, and the connection's Host and Port",
            _ when IsTransient(failure) =>
                "does not answer now ({0}): it is tried again by itself",
            _ => null,
        };
        var detail = failure is PostgresException { MessageText: var text } ? text : failure.Message.TrimEnd('.');
        return sentence switch
        {
            null => null,
            IsDamaged => new ReIdException(Sentence(sentence, detail), failure),
            _ => new StoreUnavailableException(Sentence(sentence, detail), failure),
        };
    }

    private static string Sentence(string form, string detail) =>
        $"The gallery's PostgreSQL database {form.Replace("{0}", detail, StringComparison.Ordinal)}.";
}
