using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ReId.Index;
using ReId.Index.Identities;
using ReId.Search.Endpoints.Reading;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Paging;

/// <summary>Where a list goes on, as opaque text.</summary>
internal static class Cursors
{
    public const int DefaultLimit = 50;
    private const int MostLimit = 500;

    public static int Limit(Fields fields) => fields.Int("limit", 1, MostLimit) ?? DefaultLimit;

    public static string Write(CropPosition position) =>
        Encode(string.Create(CultureInfo.InvariantCulture, $"{position.CapturedAt.UtcTicks}.{position.CropId:N}"));

    public static string Write(long sequence) => Encode(sequence.ToString(CultureInfo.InvariantCulture));

    public static CropPosition? Position(Fields fields)
    {
        if (fields.Text("cursor") is not { } cursor)
        {
            return null;
        }

        var parts = Decode(cursor).Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var id)
            ? new CropPosition(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : throw Wrong();
    }

    public static long? Sequence(Fields fields) => fields.Text("cursor") is not { } cursor ? null
        : long.TryParse(Decode(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw Wrong();

    public static string Write(IdentityOrder order, IdentityPosition position) =>
        Encode(string.Create(CultureInfo.InvariantCulture, $"{(int)order}.{position.Key}.{position.IdentityId:N}"));

    public static IdentityPosition? Identity(Fields fields, IdentityOrder order)
    {
        if (fields.Text("cursor") is not { } cursor)
        {
            return null;
        }

        var parts = Decode(cursor).Split('.');
        return parts.Length == 3 && parts[0] == ((int)order).ToString(CultureInfo.InvariantCulture)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var key) && Guid.TryParseExact(parts[2], "N", out var id)
            ? new IdentityPosition(key, id)
            : throw Wrong();
    }

    public static DateTimeOffset? Time(Fields fields) => Sequence(fields) is not { } ticks ? null
        : ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Wrong();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text));

    private static string Decode(string cursor)
    {
        try
        {
            return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            throw Wrong();
        }
    }

    private static ApiException Wrong() => ApiException.Bad("The cursor is not one of this list: take 'next' of its previous page as it is.");
}
