using System.CommandLine;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>--urls</c> of a process that answers nothing but questions after its health.</summary>
internal static class HealthArgument
{
    public static Option<string?> Create() => new("--urls")
    {
        Description = "Answer /healthz and /readyz at these http:// addresses, separated by ';' (default: nowhere)",
        HelpName = "URL",
    };

    /// <exception cref="UsageException">An address is none, or one of https.</exception>
    public static string[] Read(string? option)
    {
        if (option is null)
        {
            return [];
        }

        var urls = ListenAddresses.Split(option);
        return Array.Find(ListenAddresses.Parse(urls), uri => uri.Scheme == Uri.UriSchemeHttps) is { } secret
            ? throw new UsageException($"--urls '{secret.OriginalString}' is an https address, but health is answered over http only.")
            : urls;
    }
}
