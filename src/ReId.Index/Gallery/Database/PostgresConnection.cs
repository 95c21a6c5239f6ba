using Npgsql;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>Where a PostgreSQL database is, said in either of two ways.</summary>
internal static class PostgresConnection
{
    /// <summary>Reads <c>Host=…;Database=…</c> or <c>postgres://user:password@host:port/database</c>.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="what">Whose it is, for the sentence.</param>
    /// <exception cref="ReIdException">It is neither; the sentence does not repeat it, since it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string what = "database")
    {
        try
        {
            var builder = text.StartsWith("postgres://", StringComparison.Ordinal)
                || text.StartsWith("postgresql://", StringComparison.Ordinal)
                ? FromUri(new Uri(text))
                : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database)
                ? throw new FormatException("it names no host or no database")
                : builder;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new ReIdException(
                $"The gallery's {what} is no PostgreSQL connection ({Detail(failure)}): write Host=HOST;Database=NAME;Username=USER;Password=… or postgres://USER:PASSWORD@HOST/NAME.",
                failure);
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        var user = uri.UserInfo.Split(':', 2);
        builder.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        builder.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var key = Uri.UnescapeDataString(parts[0]);
            builder[key == "sslmode" ? "SSL Mode" : key] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return builder;
    }

    private static string Detail(Exception failure) => failure switch
    {
        UriFormatException => "its address cannot be read",
        FormatException => failure.Message,
        _ => "it has an unknown or badly written part",
    };
}
