namespace ReId.Cli.Output;

/// <summary>
/// The last eight digits of an id, for tables: in a UUIDv7 the first ones are the time, which neighbours share.
/// </summary>
internal static class ShortId
{
    public static string Of(Guid id) => id.ToString("N")[^8..];
}
