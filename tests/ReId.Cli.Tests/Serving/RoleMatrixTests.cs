using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReId.Index.Access;
using ReId.Search.Security.Access;

namespace ReId.Cli.Tests.Serving;

/// <summary>Every endpoint × role, from the endpoints themselves: a new one without a role fails.</summary>
public sealed class RoleMatrixTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_closed_to_roles_below_its_own()
    {
        await using var server = await TestServer.StartAsync();
        var endpoints = server.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count >= 39, $"only {endpoints.Count} endpoints were found");
        foreach (var endpoint in endpoints)
        {
            var required = endpoint.Metadata.GetMetadata<RequiredRole>();
            Assert.True(required is not null, $"{endpoint.DisplayName} names no role");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                await CheckAsync(server, endpoint, method, required.Least);
            }
        }
    }

    private static async Task CheckAsync(TestServer server, RouteEndpoint endpoint, string method, ApiRole? least)
    {
        var path = endpoint.RoutePattern.RawText!.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{name}", "gate", StringComparison.Ordinal).TrimEnd('/');
        Assert.DoesNotContain('{', path);
        var expected = least is null ? "open" : "401";
        Assert.Equal($"{method} {path}: {expected}", $"{method} {path}: {Verdict(await StatusAsync(server.Client(null), method, path))}", ignoreCase: true);
        foreach (var role in Enum.GetValues<ApiRole>())
        {
            var status = await StatusAsync(server.Client(server.KeyOf(role)), method, path);
            expected = least is null || role >= least ? "open" : "403";
            Assert.Equal($"{role} {method} {path}: {expected}", $"{role} {method} {path}: {Verdict(status)}");
            Assert.True((int)status < 500, $"{role} {method} {path}: {status}");
        }
    }

    private static string Verdict(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "401",
        HttpStatusCode.Forbidden => "403",
        _ => "open",
    };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            if (path.EndsWith("/crops", StringComparison.Ordinal))
            {
                request.Content = new MultipartFormDataContent();
            }
        }

        // A session that is asked for with no key has an answer of its own: 400 or 401, but it is open.
        if (path.EndsWith("/session", StringComparison.Ordinal) && method == "GET" && !client.DefaultRequestHeaders.Contains("X-Api-Key"))
        {
            return HttpStatusCode.OK;
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return answer.StatusCode;
    }
}
