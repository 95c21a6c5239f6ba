using System.Globalization;
using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Ingest.Sources.Live;

/// <summary>Where a camera is: a stream's URL or a webcam of this machine.</summary>
/// <param name="Url">The stream's URL as OpenCV takes it, secrets included; null for a webcam.</param>
/// <param name="Index">The webcam's number.</param>
/// <param name="Shown">How messages name it: never with a password.</param>
/// <param name="Name">The camera's name unless the user gives another.</param>
internal sealed partial record CameraAddress(string? Url, int Index, string Shown, string Name)
{
    private static readonly string[] s_schemes = ["rtsp", "rtsps", "http", "https", "rtmp", "udp", "tcp"];
    private static readonly string[] s_secrets = ["pass", "pwd", "token", "key", "secret", "auth", "user"];

    /// <summary>The camera that a command's argument names; null where it names a file.</summary>
    /// <exception cref="ReIdException">It looks like a URL, but is none that can be opened.</exception>
    public static CameraAddress? TryParse(string source)
    {
        if (Webcam().Match(source) is { Success: true } webcam && !File.Exists(webcam.Groups["file"].Value))
        {
            return int.TryParse(webcam.Groups["n"].Value, CultureInfo.InvariantCulture, out var index)
                ? new CameraAddress(null, index, $"Webcam {index} (/dev/video{index})", $"webcam{index}")
                : throw new ReIdException($"{source} is no webcam: a number such as 0 for /dev/video0 would do.");
        }

        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
        {
            return null;
        }

        if (!s_schemes.Contains(source[..scheme].ToLowerInvariant()))
        {
            throw new ReIdException($"'{source[..scheme]}://' is no kind of stream: one of {string.Join(", ", s_schemes)} would do.");
        }

        return Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? new CameraAddress(source, -1, Redact(uri), NameOf(uri))
            : throw new ReIdException($"The {source[..scheme]} address is not a URL: {source[..scheme]}://HOST:PORT/PATH would do.");
    }

    private static string Redact(Uri uri)
    {
        var port = uri.IsDefaultPort || uri.Port < 0 ? "" : $":{uri.Port}";
        return $"{uri.Scheme}://{(uri.UserInfo.Length > 0 ? "***@" : "")}{uri.Host}{port}{uri.AbsolutePath}{Query(uri, hide: "***")}";
    }

    private static string NameOf(Uri uri)
    {
        var port = uri.IsDefaultPort || uri.Port < 0 ? "" : $"-{uri.Port}";
        return Unwanted().Replace($"{uri.Host}{port}{uri.AbsolutePath.TrimEnd('/')}{Query(uri, hide: null)}", "-").Trim('-');
    }

    private static string Query(Uri uri, string? hide)
    {
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => (pair, secret: s_secrets.Any(word => pair.Split('=')[0].Contains(word, StringComparison.OrdinalIgnoreCase))))
            .Where(x => !x.secret || hide is not null)
            .Select(x => x.secret ? $"{x.pair.Split('=')[0]}={hide}" : x.pair)
            .ToArray();
        return kept.Length == 0 ? "" : "?" + string.Join('&', kept);
    }

    [GeneratedRegex(@"^(?:webcam:(?<n>.*)|/dev/video(?<n>\d+)|(?<file>(?<n>\d{1,3})))$")]
    private static partial Regex Webcam();

    [GeneratedRegex("[^A-Za-z0-9._=]+")]
    private static partial Regex Unwanted();
}
