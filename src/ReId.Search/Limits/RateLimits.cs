using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using ReId.Search.Security.Access;

namespace ReId.Search.Limits;

/// <summary>Says of an endpoint that it answers with a stored picture.</summary>
internal sealed record PictureAnswer;

/// <summary>Requests a minute: of each key, and of each address where no key is needed.</summary>
internal static class RateLimits
{
    // A fifth of a minute's requests may come at once, the others evenly.
    private const int BurstShare = 5;

    // A page of results is one search and dozens of thumbnails.
    private const int PicturesPerRequest = 10;

    public static void Configure(RateLimiterOptions limiter, ApiOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, object>(context =>
        {
            var role = context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>();
            if (Caller.Find(context) is { } caller)
            {
                return context.GetEndpoint()?.Metadata.GetMetadata<PictureAnswer>() is null
                    ? RateLimitPartition.GetTokenBucketLimiter<object>(caller.KeyId, _ => Bucket(options.RequestsPerMinute))
                    : RateLimitPartition.GetTokenBucketLimiter<object>(
                        (caller.KeyId, nameof(PictureAnswer)), _ => Bucket(PicturesPerRequest * options.RequestsPerMinute));
            }

            // Probes ask often and forge no keys; only what takes a key (the log-in) is limited by address.
            return role is { Least: null } && HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetTokenBucketLimiter<object>(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => Bucket(Math.Max(10, options.RequestsPerMinute / 10)))
                : RateLimitPartition.GetNoLimiter<object>("");
        });
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter =
                Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var burst = Math.Max(1, perMinute / BurstShare);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute >= 60 ? 1 : 60.0 / perMinute),
            AutoReplenishment = true,
        };
    }
}
