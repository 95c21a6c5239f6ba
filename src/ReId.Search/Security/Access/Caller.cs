using Microsoft.AspNetCore.Http;
using ReId.Index.Access;

namespace ReId.Search.Security.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Name">Name of the key: the actor of the audit log.</param>
/// <param name="Role">What it may do.</param>
/// <param name="KeyId">The key; empty where keys are off.</param>
/// <param name="ExpiresAt">From when on the key is refused; null for never.</param>
internal sealed record Caller(string Name, ApiRole Role, Guid KeyId, DateTimeOffset? ExpiresAt)
{
    /// <summary>Everybody, where keys are off.</summary>
    public static Caller Anybody { get; } = new("no keys", ApiRole.Admin, Guid.Empty, null);

    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint needs no key, so nobody was asked for one.</exception>
    public static Caller Of(HttpContext context) => Find(context) ?? throw new InvalidOperationException("the endpoint is open to anybody");

    public static Caller? Find(HttpContext context) => context.Features.Get<Caller>();
}
