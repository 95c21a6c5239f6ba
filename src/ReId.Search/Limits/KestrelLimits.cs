using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ReId.Search.Limits;

/// <summary>What the server takes of one connection: so much at once, and not arbitrarily slowly.</summary>
internal static class KestrelLimits
{
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostFields = 4096;
    private const int MostFieldBytes = 64 * 1024;
    private const double LeastBytesPerSecond = 240;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_headers = TimeSpan.FromSeconds(10);

    public static void Apply(KestrelServerOptions kestrel, ApiOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = s_headers;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, s_grace);
        kestrel.Limits.MaxConcurrentConnections = 1000;
    }

    public static void Apply(FormOptions form, ApiOptions options)
    {
        form.MultipartBodyLengthLimit = options.MaxBody;
        form.ValueLengthLimit = MostFieldBytes;
        form.ValueCountLimit = MostFields;
        form.KeyLengthLimit = 256;
        form.MultipartHeadersCountLimit = 8;
        form.MultipartHeadersLengthLimit = MostHeaderBytes;
    }
}
