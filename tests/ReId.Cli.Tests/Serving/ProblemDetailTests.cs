using System.Net.Http.Headers;
using System.Text;

namespace ReId.Cli.Tests.Serving;

/// <summary>Every refusal says in one sentence what is wrong and what would be right, in words of the API.</summary>
public sealed class ProblemDetailTests : ServiceTest
{
    [Fact]
    public async Task Wrong_json_is_named_by_its_field()
    {
        await using var server = await StartAsync();
        (string Path, string Body, string Expected)[] cases =
        [
            ("/v1/search", """{"groupBy":"bogus"}""", "'groupBy' must be one of none, tracklet, camera, identity."),
            ("/v1/search", """{"nonsense":1}""", "'nonsense' is unknown here; known are cameras, cropId, cropIds, cursor,"),
            ("/v1/search", """{"k":"ten"}""", "'k' must be a whole number."),
            ("/v1/search", """{"k":99999999999999}""", "'k' must be a whole number."),
            ("/v1/search", """{"minScore":"high"}""", "'minScore' must be a number."),
            ("/v1/search", """{"rerank":1}""", "'rerank' must be true or false."),
            ("/v1/search", """{"cropId":"me"}""", "'cropId' must be an id like "),
            ("/v1/search", """{"cropIds":["me"]}""", "'cropIds[0]' must be an id like "),
            ("/v1/search", """{"cropIds":1}""", "'cropIds' must be a list."),
            ("/v1/search", """{"k":1,"k":2}""", "'k' is given more than once"),
            ("/v1/search", "[]", "The JSON body must be an object."),
            ("/v1/search", """{"k":""", "The JSON body is malformed at $"),
            ("/v1/search", "", "The JSON body is malformed at $"),
            ("/v1/verify", """{"cropId1":"0190a1b2-0000-7000-8000-000000000000"}""", "The JSON body lacks 'cropId2'."),
            ("/v1/session", """{"key":null}""", "'key' must not be null."),
            ("/v1/clustering/runs", """{"linkage":"best"}""", "'linkage' must be one of "),
        ];
        foreach (var (path, body, expected) in cases)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var detail = await DetailAsync(await server.Admin.PostAsync(path, content, Token), 400);
            Assert.Contains(expected, detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_routing_refuses_has_a_sentence_too()
    {
        await using var server = await StartAsync();
        Assert.Contains("/v1/nothing", await DetailAsync(await server.Viewer.GetAsync("/v1/nothing", Token), 404), StringComparison.Ordinal);
        Assert.Contains("/v1/crops/nonsense", await DetailAsync(await server.Viewer.GetAsync("/v1/crops/nonsense", Token), 404), StringComparison.Ordinal);
        Assert.Contains("POST", await DetailAsync(await server.Viewer.GetAsync("/v1/search", Token), 405), StringComparison.Ordinal);
        using var text = new StringContent("me", new MediaTypeHeaderValue("text/plain"));
        Assert.Contains("'text/plain'", await DetailAsync(await server.Viewer.PostAsync("/v1/search", text, Token), 415), StringComparison.Ordinal);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer, int status)
    {
        var problem = await TestServer.JsonAsync(answer, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(problem.TryGetProperty("detail", out var said), problem.ToString());
        var detail = said.GetString()!;
        foreach (var word in (string[])[".NET", "System.", "ReId.", "Nullable"])
        {
            Assert.DoesNotContain(word, detail, StringComparison.Ordinal);
        }

        return detail;
    }
}
