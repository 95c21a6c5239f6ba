using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ReId.Cli.Tests.Serving;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_endpoint_of_v1_is_described()
    {
        await using var server = await TestServer.StartAsync();
        var document = await TestServer.JsonAsync(await server.Anonymous.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}")).ToHashSet();
        var mapped = server.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/').Replace("{id:guid}", "{id}", StringComparison.Ordinal)}"))
            .Where(route => route.Contains(" /v1/", StringComparison.Ordinal)).ToList();
        Assert.True(mapped.Count >= 39, $"only {mapped.Count} routes were found");
        Assert.Empty(mapped.Except(described));

        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var name in (string[])["IdentityView", "OperationDetailView", "RunView", "CropsBody", "IdentityPatch"])
        {
            Assert.Equal(JsonValueKind.Object, schemas.GetProperty(name).GetProperty("properties").ValueKind);
        }
    }
}
