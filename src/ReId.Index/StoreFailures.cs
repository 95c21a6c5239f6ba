using Npgsql;
using ReId.Contracts;
using ReId.Index.Database;

namespace ReId.Index;

/// <summary>Failures of a gallery's stores, whoever met them: keys, audit log and identities ask the database themselves.</summary>
public static class StoreFailures
{
    /// <summary>The sentence of a failure that is a store's which cannot be reached; null for every other failure.</summary>
    /// <param name="failure">What was thrown.</param>
    public static StoreUnavailableException? Of(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is StoreUnavailableException known)
            {
                return known;
            }

            if (inner is NpgsqlException postgres)
            {
                return PostgresFailures.Explain(postgres) as StoreUnavailableException;
            }
        }

        return null;
    }
}
