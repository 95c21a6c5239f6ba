using Microsoft.AspNetCore.Builder;
using ReId.Index.Access;

namespace ReId.Search.Security.Access;

/// <summary>Which role an endpoint needs. An endpoint that does not say is closed to everybody.</summary>
/// <param name="Least">The least role; null where nobody is asked for a key.</param>
public sealed record RequiredRole(ApiRole? Least);

/// <summary>Says which role endpoints need.</summary>
public static class RequiredRoleExtensions
{
    /// <summary>The endpoint is open to keys of this role and greater ones.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="least">The least role.</param>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, ApiRole least)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRole(least));

    /// <summary>The endpoint is open without a key.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRole(Least: null));
}
