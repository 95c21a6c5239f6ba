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

    [Fact]
    public async Task Forms_errors_and_the_key_are_described()
    {
        await using var server = await TestServer.StartAsync();
        var document = await TestServer.JsonAsync(await server.Anonymous.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        Assert.Equal("ReId", document.GetProperty("info").GetProperty("title").GetString());
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey");
        Assert.Equal(["apiKey", "header", "X-Api-Key"], ((string[])["type", "in", "name"]).Select(name => scheme.GetProperty(name).GetString()));
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties").TryGetProperty("detail", out _));

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name.TrimEnd('/'), path => path.Value);
        foreach (var (path, names) in new[]
        {
            ("/v1/search", "image box detect choose k cameras groupBy fusion"), ("/v1/verify", "image1 image2 box1 box2"),
            ("/v1/crops", "image camera capturedAt cropId trackletId quality box detect choose"), ("/v1/watches", "image name threshold"),
        })
        {
            var form = paths[path].GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
            var described = form.GetProperty("properties").EnumerateObject().Select(field => field.Name).ToHashSet();
            Assert.Empty(names.Split(' ').Except(described));
            Assert.Contains(names.Split(' ')[0], form.GetProperty("required").EnumerateArray().Select(field => field.GetString()));
        }

        Assert.EndsWith("/SearchBody", paths["/v1/search"].GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal);
        foreach (var (path, operation) in paths.SelectMany(path => path.Value.EnumerateObject().Select(method => (path.Key, method.Value))))
        {
            var problem = operation.GetProperty("responses").GetProperty("400").GetProperty("content").GetProperty("application/problem+json");
            Assert.Equal("#/components/schemas/Problem", problem.GetProperty("schema").GetProperty("$ref").GetString());
            var keyed = operation.TryGetProperty("security", out var security);
            Assert.Equal(path != "/v1/session", keyed);
            Assert.True(!keyed || security[0].TryGetProperty("apiKey", out _), path);
        }
    }
}
