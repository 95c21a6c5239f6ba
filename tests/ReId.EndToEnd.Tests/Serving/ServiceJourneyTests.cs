using System.Net;
using System.Text.Json;
using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Serving;

/// <summary>The service as an operator runs it: a key, <c>reid up</c>, pictures enrolled, found, kept over a restart, deleted.</summary>
public sealed class ServiceJourneyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_enrolled_is_found_after_a_kill_and_gone_after_its_deletion()
    {
        var data = _folder.File("data");
        var pictures = _folder.File("pictures");
        GeneratedFootage.Folder(pictures, people: 3, each: 1);
        var files = Directory.GetFiles(pictures).Order(StringComparer.Ordinal).ToArray();
        var made = await Reid.RunAsync("keys", "create", "--role", "operator", "--data", data);
        made.Succeeded();
        var key = made.Output.TrimEnd().Split('\n')[^1];
        Assert.Matches("^[A-Za-z0-9_-]{24,}$", key);

        var ids = new List<string>();
        await WithServerAsync(data, key, kill: true, async client =>
        {
            foreach (var file in files)
            {
                ids.Add((await AskAsync(client, "/v1/crops", file)).GetProperty("cropId").GetString()!);
            }
        });
        await WithServerAsync(data, key, kill: false, async client =>
        {
            var best = (await AskAsync(client, "/v1/search?k=2", files[1])).GetProperty("items")[0];
            Assert.Equal(ids[1], best.GetProperty("crop").GetProperty("cropId").GetString());
            Assert.InRange(best.GetProperty("score").GetSingle(), 0.999f, 1f);

            using var deleted = await client.DeleteAsync($"/v1/crops/{ids[1]}", Token);
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            var left = (await AskAsync(client, "/v1/search", files[1])).GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("crop").GetProperty("cropId").GetString());
            Assert.Equal([ids[0], ids[2]], left.Order(StringComparer.Ordinal));
        });
    }

    private static async Task WithServerAsync(string data, string key, bool kill, Func<HttpClient, Task> use)
    {
        await using var server = await RunningServer.StartAsync("up", "--data", data);
        using (var refused = await server.Client.GetAsync("/v1/stats", Token))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        server.Client.DefaultRequestHeaders.Add("X-Api-Key", key);
        await use(server.Client);
        await (kill ? server.KillAsync() : server.StopAsync());
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string path, string picture)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(picture, Token)), "image", Path.GetFileName(picture) },
        };
        if (path == "/v1/crops")
        {
            form.Add(new StringContent("gate"), "camera");
        }

        using var answer = await client.PostAsync(path, form, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
