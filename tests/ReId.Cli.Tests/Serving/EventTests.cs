using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

public class EventTests : ServiceTest
{
    [Fact]
    public async Task Listeners_hear_of_crops_and_hits_and_catch_up_when_they_come_back()
    {
        await using var server = await StartAsync();
        var red = Pictures.Person(Pictures.Red, Pictures.Grey);
        var crop = await server.EnrolAsync(red, "gate");
        var watch = await TestServer.JsonAsync(
            await server.Operator.PostAsJsonAsync("/v1/watches", new { name = "red", threshold = 0.99, cropId = crop }, Token), status: 201);
        using var stream = await OpenAsync(server, lastId: null);
        await server.EnrolAsync(Pictures.Person(Pictures.Blue, Pictures.Grey), "gate");
        var twin = await server.EnrolAsync(red, "yard");

        var heard = new List<(string Id, string Type, JsonElement Data)>();
        while (!heard.Exists(happened => happened.Type == "hit"))
        {
            heard.Add(await ReadAsync(stream));
        }

        var hit = heard[^1].Data;
        Assert.Equal(watch.GetProperty("watchId").GetGuid(), hit.GetProperty("watchId").GetGuid());
        Assert.Equal(twin, hit.GetProperty("crop").GetProperty("cropId").GetGuid());
        Assert.True(heard.Count(happened => happened.Type == "crop") >= 2);

        using var back = await OpenAsync(server, heard[^2].Id);
        Assert.Equal(heard[^1].Id, (await ReadAsync(back)).Id);
        using var stranger = await OpenAsync(server, "other-7");
        Assert.Equal("reset", (await ReadAsync(stranger)).Type);

        var hits = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/watches/{watch.GetProperty("watchId").GetGuid()}/hits", Token));
        Assert.Single(hits.GetProperty("items").EnumerateArray());
    }

    private static async Task<StreamReader> OpenAsync(TestServer server, string? lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await server.Viewer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
    }

    private static async Task<(string Id, string Type, JsonElement Data)> ReadAsync(StreamReader stream)
    {
        var (id, type) = ("", "");
        while (await stream.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (id, type, JsonDocument.Parse(line[6..]).RootElement);
            }
        }

        throw new EndOfStreamException("the stream ended");
    }
}
