using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ReId.Contracts;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Reading;

/// <summary>
/// Named values of a query string or a form, read with one sentence for each that is wrong. What nobody read in the end
/// is refused: a misspelt filter that passes everything would be an answer to another question.
/// </summary>
internal sealed class Fields
{
    private readonly Dictionary<string, StringValues> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];

    public Fields(params IEnumerable<IEnumerable<KeyValuePair<string, StringValues>>> sources)
    {
        foreach (var (name, values) in sources.SelectMany(source => source))
        {
            _values[name] = _values.TryGetValue(name, out var earlier) ? StringValues.Concat(earlier, values) : values;
        }
    }

    public static Fields OfQuery(HttpRequest request) => new(request.Query);

    public string? Text(string name)
    {
        var values = Values(name);
        return values.Count > 1 ? throw ApiException.Bad($"'{name}' is given {values.Count} times; once is meant.") : values.ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>All values of a name that may be repeated; null where there is none.</summary>
    public string[]? Texts(string name) =>
        Values(name) is { Count: > 0 } values ? [.. values.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!)] : null;

    public int? Int(string name, int least, int most) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw ApiException.Bad($"'{name}' must be a whole number from {least} to {most}, not '{Shorten(text)}'.");

    public float? Float(string name, float least, float most) => Text(name) is not { } text ? null
        : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw ApiException.Bad(FormattableString.Invariant($"'{name}' must be a number from {least} to {most}, not '{Shorten(text)}'."));

    public bool? Bool(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw ApiException.Bad($"'{name}' must be true or false, not '{Shorten(text)}'."),
    };

    public Guid? Id(string name) => Text(name) is { } text ? ParseId(name, text) : null;

    public Guid[]? Ids(string name) => Texts(name)?.Select(text => ParseId(name, text)).ToArray();

    public DateTimeOffset? Time(string name) => Text(name) is { } text ? ParseTime(name, text) : null;

    /// <summary><c>x,y,width,height</c>.</summary>
    public PixelBox? Box(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var parts = text.Split(',');
        var numbers = new int[4];
        return parts.Length == 4 && parts.Select((part, i) => int.TryParse(part.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i])).All(parsed => parsed)
            ? new PixelBox(numbers[0], numbers[1], numbers[2], numbers[3])
            : throw ApiException.Bad($"'{name}' must be x,y,width,height in pixels, not '{Shorten(text)}'.");
    }

    public T? Choice<T>(string name)
        where T : struct, Enum => Text(name) is not { } text ? null
            : Enum.GetNames<T>().FirstOrDefault(choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found)
            : throw ApiException.Bad($"'{name}' must be one of {Choices<T>()}, not '{Shorten(text)}'.");

    /// <exception cref="ApiException">There is a name that nobody read.</exception>
    public void RefuseOthers()
    {
        if (_values.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } stranger)
        {
            throw ApiException.Bad($"'{Shorten(stranger)}' is unknown here; known are {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
        }
    }

    public static Guid ParseId(string name, string text) => Guid.TryParseExact(text, "D", out var id) ? id
        : throw ApiException.Bad($"'{name}' must be an id like 0190a1b2-0000-7000-8000-000000000000, not '{Shorten(text)}'.");

    private static string Choices<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(choice => choice.ToLowerInvariant()));

    public static DateTimeOffset ParseTime(string name, string text)
    {
        // "+" of a zone is a space in a query string that nobody escaped.
        var candidate = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(
            candidate, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && (candidate.EndsWith('Z') || candidate.LastIndexOfAny(['+', '-']) > 10)
            ? time.ToUniversalTime()
            : throw ApiException.Bad($"'{name}' must be a time with its zone like 2026-11-26T20:00:00Z, not '{Shorten(text)}'.");
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private StringValues Values(string name)
    {
        _read.Add(name);
        return _values.GetValueOrDefault(name);
    }
}
