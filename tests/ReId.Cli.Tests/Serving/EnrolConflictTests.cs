using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>A crop id of the caller's own: the same crop again is fine, another one is refused.</summary>
public sealed class EnrolConflictTests : ServiceTest
{
    private const string At = "2026-05-01T08:00:00.123456Z";
    private static readonly byte[] s_red = Pictures.Person(Pictures.Red, Pictures.Grey);

    [Fact]
    public async Task The_same_again_is_fine_and_is_noted_once()
    {
        await using var server = await StartAsync();
        var id = Guid.CreateVersion7();
        (string, string)[] fields = [("cropId", id.ToString()), ("capturedAt", At), ("quality", "0.3"), ("box", "0,0,20,30")];
        Assert.Equal(id, await server.EnrolAsync(s_red, "gate", fields));
        Assert.Equal(id, await server.EnrolAsync(s_red, "gate", fields));

        // What is left to the server cannot differ.
        Assert.Equal(id, await server.EnrolAsync(s_red, "gate", fields[0], fields[3]));
        Assert.Single(await EnrolmentsAsync(server));
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("camera")]
    [InlineData("capturedAt")]
    [InlineData("trackletId")]
    [InlineData("quality")]
    public async Task Another_crop_under_a_known_id_is_refused(string different)
    {
        await using var server = await StartAsync();
        var id = Guid.CreateVersion7();
        await server.EnrolAsync(s_red, "gate", ("cropId", id.ToString()), ("capturedAt", At));
        var fields = new Dictionary<string, string> { ["cropId"] = id.ToString(), ["capturedAt"] = At, ["camera"] = "gate" };
        var picture = different == "picture" ? Pictures.Person(Pictures.Blue, Pictures.Grey) : s_red;
        if (different != "picture")
        {
            fields[different] = different switch
            {
                "camera" => "yard",
                "capturedAt" => "2026-05-01T08:00:00.123457Z",
                "trackletId" => Guid.NewGuid().ToString(),
                _ => "0.5",
            };
        }

        using var form = TestServer.Form(picture, [.. fields.Select(field => (field.Key, field.Value))]);
        var problem = await TestServer.JsonAsync(await server.Operator.PostAsync("/v1/crops", form, Token), 409);
        var detail = problem.GetProperty("detail").GetString();
        Assert.Contains(id.ToString(), detail, StringComparison.Ordinal);
        Assert.Contains(different, detail, StringComparison.Ordinal);
        Assert.Single(await EnrolmentsAsync(server));
        Assert.Equal(s_red, await server.Viewer.GetByteArrayAsync($"/v1/crops/{id}/image", Token));
    }

    private static async Task<List<JsonElement>> EnrolmentsAsync(TestServer server) =>
        [.. (await server.Admin.GetFromJsonAsync<JsonElement>("/v1/audit?action=crop.enrol", Token)).GetProperty("items").EnumerateArray()];
}
