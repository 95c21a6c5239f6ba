using System.Net.Http.Json;
using System.Text.Json;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>An erasure reaches what a real RabbitMQ still holds of the erased crops.</summary>
public sealed class ErasedMessagesTests(Broker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_refused_and_what_died_is_removed_at_once_or_when_the_broker_is_back()
    {
        await using var line = await Line.CreateAsync(broker);
        var server = line.Serve();
        var worker = line.Worker();
        await worker.ReadyAsync();
        await server.ReadyAsync();
        Assert.Contains("2 crops sent, 2 indexed", await line.Ingest(people: 2, each: 1).FinishAsync(), StringComparison.Ordinal);
        await worker.EndAsync();

        // Two more wait in their line, and one of them is in the dead queue as well, beside somebody else's.
        var ingest = line.Ingest(people: 2, each: 1);
        await using (var raw = await RawQueue.OpenAsync(line.Bus))
        {
            await ingest.WaitAsync("the crops in their line", async () => await raw.CountAsync("embed-crops") == 2);
            await raw.BuryAsync("embed-crops", "the model was broken", keep: true);
            await raw.PutAsync("embed-crops-dead", "another", Letter(Guid.CreateVersion7(), "yard"));
            await raw.PutAsync("embed-crops-dead", "poison", "not even JSON");

            using var client = new HttpClient { BaseAddress = server.Address };
            var receipt = await EraseAsync(client, new { camera = "gate" });

            Assert.Equal((2, 1), (Removed(receipt, "crops"), Removed(receipt, "messages")));
            Assert.True(receipt.GetProperty("check").GetProperty("clean").GetBoolean(), receipt.ToString());
            Assert.Equal("removed", receipt.GetProperty("check").GetProperty("messages").GetString());
            await server.WaitAsync("two letters in the dead queue", async () => await raw.CountAsync("embed-crops-dead") == 2);

            // What waited comes now, and nothing of it stays.
            worker = line.Worker();
            var said = await ingest.FinishAsync();
            Assert.Contains("2 crops sent, 0 indexed", said, StringComparison.Ordinal);
            Assert.Empty(line.StoredPictures());
            Assert.Empty((await JsonAsync(client, "/v1/crops")).GetProperty("items").EnumerateArray());

            // Old footage that is read again makes new crops; one of them is in the other dead queue.
            Assert.Contains("2 crops sent, 2 indexed", await line.Ingest(people: 2, each: 1).FinishAsync(), StringComparison.Ordinal);
            var crop = (await JsonAsync(client, "/v1/crops")).GetProperty("items")[0].GetProperty("cropId").GetGuid();
            await raw.PutAsync("index-crops-dead", "late", $$$"""{"message":{"crop":{{{Crop(crop, "gate")}}}}}""");
            await PendingAsync(server, client, crop);
        }
    }

    private async Task PendingAsync(Part server, HttpClient client, Guid crop)
    {
        await broker.KillAsync();
        var waiting = await EraseAsync(client, new { cropIds = new[] { crop } });
        Assert.Equal((1, 0), (Removed(waiting, "crops"), Removed(waiting, "messages")));
        Assert.Equal("pending", waiting.GetProperty("check").GetProperty("messages").GetString());
        Assert.Contains("cannot be used", waiting.GetProperty("check").GetProperty("messagesProblem").GetString(), StringComparison.Ordinal);
        Assert.False(waiting.GetProperty("check").GetProperty("clean").GetBoolean());

        await broker.AgainAsync();
        var address = $"/v1/erasures/{waiting.GetProperty("erasureId").GetGuid()}";
        await server.WaitAsync("the receipt to say that the dead letter is gone", async () =>
        {
            // Not too often: who asks twenty times a second is refused.
            await Task.Delay(500, Token);
            return Removed(await JsonAsync(client, address), "messages") == 1;
        });
        var done = await JsonAsync(client, address);
        Assert.Equal("removed", done.GetProperty("check").GetProperty("messages").GetString());
        Assert.True(done.GetProperty("check").GetProperty("clean").GetBoolean(), done.ToString());
    }

    private static int Removed(JsonElement receipt, string what) => receipt.GetProperty("removed").GetProperty(what).GetInt32();

    private static async Task<JsonElement> EraseAsync(HttpClient client, object what)
    {
        using var answer = await client.PostAsJsonAsync("/v1/erasures", what, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static Task<JsonElement> JsonAsync(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path, Token);

    private static string Crop(Guid id, string camera) =>
        $$"""{"cropId":"{{id}}","camera":"{{camera}}","capturedAt":"2026-05-01T10:00:00Z"}""";

    private static string Letter(Guid id, string camera) => $$$"""{"message":{{{Crop(id, camera)}}}}""";
}
