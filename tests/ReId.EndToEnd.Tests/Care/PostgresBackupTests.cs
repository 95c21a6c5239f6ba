using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ReId.EndToEnd.Tests.Bus;
using ReId.EndToEnd.Tests.Footage;
using ReId.Testing;
using ReId.Testing.Servers;

namespace ReId.EndToEnd.Tests.Care;

/// <summary>
/// A gallery in PostgreSQL is backed up by the command line while a server enrols crops, and restored into SQLite and into
/// another PostgreSQL database: both give the same answers, and what was erased in the meantime is in neither.
/// </summary>
public sealed class PostgresBackupTests : IDisposable
{
    private const int First = 6;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_of_PostgreSQL_made_while_crops_come_goes_to_SQLite_and_to_PostgreSQL()
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        await using var cluster = await PostgresCluster.StartAsync();
        var (data, backup) = (_folder.File("data"), _folder.File("copy.tar"));
        var (from, to) = (await cluster.CreateDatabaseAsync(), await cluster.CreateDatabaseAsync());
        var ids = new List<string>();
        List<(string Crop, float Score)> answers;
        await using (var server = await StartAsync(data, from))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            for (var i = 0; i < First; i++)
            {
                ids.Add(await EnrolAsync(client, i));
            }

            // 1. Backed up while others are enrolled.
            using var enough = new CancellationTokenSource();
            var more = Task.Run(async () =>
            {
                for (var i = First; !enough.IsCancellationRequested; i++)
                {
                    ids.Add(await EnrolAsync(client, i));
                }
            }, Token);
            (await Part.RunAsync("memory", "backup", "--data", data, "--database", from, "--out", backup)).Succeeded();
            await enough.CancelAsync();
            await more;
            Assert.True(ids.Count > First + 1, $"only {ids.Count - First} crops came while the backup was made");

            // 2. Somebody is erased afterwards.
            using var erased = await client.PostAsJsonAsync("/v1/erasures", new { cropIds = new[] { ids[0] } }, Token);
            Assert.Equal(HttpStatusCode.Created, erased.StatusCode);
            answers = await SearchAsync(client);
        }

        // 3. Restored twice; a database that holds something is left alone.
        string[] restore = ["restore", "--from", backup, "--erasures", Path.Combine(data, "erasures.log"), "--data"];
        var (lite, great) = (_folder.File("lite"), _folder.File("great"));
        foreach (var target in new string[][] { [lite], [great, "--database", to] })
        {
            var restored = await Part.RunAsync("memory", [.. restore, .. target]);
            restored.Succeeded();
            Assert.Contains("1 erasure since then repeated", restored.Output, StringComparison.Ordinal);
        }

        (await Part.RunAsync("memory", [.. restore, _folder.File("no"), "--database", from])).FailedWith(1, "is not empty", "createdb");
        var doctor = await Part.RunAsync("memory", "doctor", "--data", great, "--database", to);
        doctor.Succeeded();
        Assert.Contains("nothing is wrong", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: ", doctor.Output, StringComparison.Ordinal);

        // 4. The same answers.
        var (ofLite, ofGreat) = (await AskedAsync(lite, null), await AskedAsync(great, to));
        Assert.Equal(ofLite, ofGreat);
        Assert.Equal(answers.Where(answer => ofLite.Exists(hit => hit.Crop == answer.Crop)), ofLite);
        Assert.All(ids.Take(First).Skip(1), id => Assert.Contains(ofLite, hit => hit.Crop == id));
        Assert.DoesNotContain(ofLite, hit => hit.Crop == ids[0]);
    }

    private async Task<List<(string Crop, float Score)>> AskedAsync(string data, string? database)
    {
        await using var server = await StartAsync(data, database);
        using var client = new HttpClient { BaseAddress = server.Address };
        var hits = await SearchAsync(client);
        foreach (var (crop, _) in hits)
        {
            Assert.NotEmpty(await client.GetByteArrayAsync($"/v1/crops/{crop}/image", Token));
        }

        return hits;
    }

    private static async Task<Part> StartAsync(string data, string? database)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var server = Part.Start("memory", address, ["up", "--no-keys", "--data", data, .. database is null ? Array.Empty<string>() : ["--database", database]]);
        await server.HealthAsync(HttpStatusCode.OK, "");
        return server;
    }

    private async Task<string> EnrolAsync(HttpClient client, int seed) =>
        (await PostAsync(client, "/v1/crops", seed)).GetProperty("cropId").GetString()!;

    private async Task<List<(string Crop, float Score)>> SearchAsync(HttpClient client) =>
    [
        .. (await PostAsync(client, "/v1/search?k=1000", seed: 2)).GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("crop").GetProperty("cropId").GetString()!, item.GetProperty("score").GetSingle())),
    ];

    private async Task<JsonElement> PostAsync(HttpClient client, string path, int seed)
    {
        var file = _folder.File("pictures", $"{seed}.png");
        GeneratedFootage.Picture(file, seed);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(file, Token)), "image", "picture.png" } };
        if (path == "/v1/crops")
        {
            form.Add(new StringContent("gate"), "camera");
        }

        using var answer = await client.PostAsync(path, form, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
