using System.Net;
using Microsoft.AspNetCore.Http;
using ReId.Search.Problems;

namespace ReId.Search.Security.Access;

/// <summary>
/// Where keys are off, being on this machine is the key, and a browser lends that to every page it shows. Requests that
/// another page makes, by its own name or by a name that it points here (DNS rebinding), are refused.
/// </summary>
internal static class ForeignPages
{
    /// <exception cref="ApiException">The request comes from another page.</exception>
    public static void Refuse(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (!(host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, $"With --no-keys this server is called localhost or 127.0.0.1, not '{host}'.");
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "With --no-keys only this server's own page may ask.");
        }
    }
}
