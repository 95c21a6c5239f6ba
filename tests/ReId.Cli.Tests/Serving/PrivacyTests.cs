using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Erasure, export and retention over HTTP.</summary>
public class PrivacyTests : ServiceTest
{
    [Fact]
    public async Task An_identity_is_exported_erased_and_found_nowhere()
    {
        await using var server = await StartAsync();
        var picture = Pictures.Person(Pictures.Red, Pictures.Grey);
        var crops = new[] { await server.EnrolAsync(picture, "gate"), await server.EnrolAsync(picture, "yard") };
        var other = await server.EnrolAsync(Pictures.Person(Pictures.Blue, Pictures.Green), "yard");
        var identity = await server.ClusterAsync();
        using var admin = server.Admin;
        (await admin.PatchAsJsonAsync($"/v1/identities/{identity}", new { name = "Red Coat" }, Token)).EnsureSuccessStatusCode();

        using (var zip = new ZipArchive(new MemoryStream(await admin.GetByteArrayAsync($"/v1/identities/{identity}/export", Token))))
        {
            Assert.Equal(2, zip.Entries.Count(entry => entry.FullName.StartsWith("pictures/", StringComparison.Ordinal)));
            using var people = JsonDocument.Parse(zip.GetEntry("identity.json")!.Open());
            Assert.Equal("Red Coat", people.RootElement[0].GetProperty("name").GetString());
            using var history = JsonDocument.Parse(zip.GetEntry("history.json")!.Open());
            Assert.NotEqual(0, history.RootElement.GetArrayLength());
            using var stream = zip.Entries.First(entry => entry.FullName.EndsWith(".png", StringComparison.Ordinal)).Open();
            var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Token);
            Assert.Equal(picture, bytes.ToArray());
        }

        var preview = await TestServer.JsonAsync(await admin.PostAsJsonAsync("/v1/erasures/preview", new { identityId = identity }, Token));
        Assert.Equal((2, 2), (preview.GetProperty("crops").GetInt32(), preview.GetProperty("vectors").GetInt32()));
        Assert.Equal(["gate", "yard"], preview.GetProperty("cameras").EnumerateArray().Select(camera => camera.GetString()));
        Assert.Equal("Red Coat", Assert.Single(preview.GetProperty("identities").EnumerateArray()).GetProperty("name").GetString());
        await TestServer.JsonAsync(await admin.PostAsJsonAsync("/v1/erasures/preview", new { identityId = Guid.NewGuid() }, Token), 404);
        Assert.Equal(0, (await TestServer.JsonAsync(await admin.GetAsync("/v1/erasures", Token))).GetProperty("items").GetArrayLength());

        var receipt = await TestServer.JsonAsync(await admin.PostAsJsonAsync("/v1/erasures", new { identityId = identity }, Token), 201);

        Assert.Equal(2, receipt.GetProperty("removed").GetProperty("crops").GetInt32());
        Assert.True(receipt.GetProperty("check").GetProperty("clean").GetBoolean(), receipt.ToString());
        Assert.DoesNotContain("Red Coat", receipt.ToString(), StringComparison.Ordinal);
        foreach (var crop in crops)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/v1/crops/{crop}", Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/v1/identities/{identity}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/v1/identities/{identity}/export", Token)).StatusCode);
        Assert.Empty(TestServer.CropsOf(await server.SearchAsync(new { cropId = other, k = 10 })));
        var id = receipt.GetProperty("erasureId").GetGuid();
        Assert.Equal(id, (await TestServer.JsonAsync(await admin.GetAsync($"/v1/erasures/{id}", Token))).GetProperty("erasureId").GetGuid());
        Assert.Equal(1, (await TestServer.JsonAsync(await admin.GetAsync("/v1/erasures", Token))).GetProperty("items").GetArrayLength());
        Assert.DoesNotContain("Red Coat", (await TestServer.JsonAsync(await admin.GetAsync("/v1/audit?limit=500", Token))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_an_erasure_is_said()
    {
        await using var server = await StartAsync();
        using var admin = server.Admin;
        await SaysAsync(new { }, 400, "names nothing");
        await SaysAsync(new { camera = "gate", identityId = Guid.NewGuid() }, 400, "several sorts");
        await SaysAsync(new { camera = "gate" }, 404, "no camera");
        await SaysAsync(new { from = "yesterday" }, 400, "'from'");
        await SaysAsync(new { identityId = Guid.NewGuid() }, 404, "no identity");

        async Task SaysAsync(object body, int status, string words) => Assert.Contains(
            words, (await TestServer.JsonAsync(await admin.PostAsJsonAsync("/v1/erasures", body, Token), status)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_is_set_and_shown()
    {
        await using var server = await StartAsync();
        await server.EnrolAsync(Pictures.Person(Pictures.Red, Pictures.Grey), "gate");
        using var admin = server.Admin;
        await TestServer.JsonAsync(await admin.PatchAsJsonAsync("/v1/cameras/gate", new { retentionDays = 30 }, Token));
        Assert.Equal(30, (await TestServer.JsonAsync(await admin.GetAsync("/v1/cameras", Token))).GetProperty("items")[0].GetProperty("retentionDays").GetInt32());
        await TestServer.JsonAsync(await admin.PatchAsJsonAsync("/v1/cameras/gate", new { retentionDays = 0 }, Token), 400);
        await TestServer.JsonAsync(await admin.PatchAsJsonAsync("/v1/cameras/roof", new { retentionDays = 3 }, Token), 404);
        await TestServer.JsonAsync(await admin.PatchAsJsonAsync("/v1/cameras/gate", new { retentionDays = (int?)null }, Token));
    }
}
