namespace ReId.Cli.Commands.Serve;

/// <summary>The value of <c>--urls</c>: addresses to listen at, separated by ';'.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:5080";

    public static string[] Split(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="UsageException">There is none, or one is no address.</exception>
    public static Uri[] Parse(string[] urls) =>
        urls.Length > 0 ? Array.ConvertAll(urls, Parse) : throw new UsageException($"--urls names no address: {Default} would do.");

    private static Uri Parse(string url) =>
        Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri
            : throw new UsageException($"--urls '{url}' is no address to listen at: {Default} would do.");
}
