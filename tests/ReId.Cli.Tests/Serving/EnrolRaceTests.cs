using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Requests that enrol with one crop id at the same time.</summary>
public class EnrolRaceTests : ServiceTest
{
    private const int Rounds = 60;

    private static readonly byte[] s_red = Pictures.Person(Pictures.Red, Pictures.Grey);
    private static readonly byte[] s_blue = Pictures.Person(Pictures.Blue, Pictures.Grey);

    [Fact]
    public async Task The_same_picture_succeeds_for_both_and_is_stored_once()
    {
        await using var server = await StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var id = Guid.CreateVersion7();

            var statuses = await RaceAsync(server, id, s_red, s_red);

            Assert.Equal([201, 201], statuses);
            Assert.Equal(s_red, await PictureAsync(server, id));
        }

        await HoldsAsync(server, Rounds);
    }

    [Fact]
    public async Task Of_two_pictures_one_wins_and_the_other_is_told()
    {
        await using var server = await StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var id = Guid.CreateVersion7();
            byte[][] pictures = round % 2 == 0 ? [s_red, s_blue] : [s_blue, s_red];

            var statuses = await RaceAsync(server, id, pictures);

            Assert.Equal([201, 409], statuses.Order());
            Assert.Equal(pictures[Array.IndexOf(statuses, 201)], await PictureAsync(server, id));
        }

        await HoldsAsync(server, Rounds);
    }

    [Fact]
    public async Task Of_many_one_picture_wins_and_those_who_sent_it_succeed()
    {
        await using var server = await StartAsync();
        for (var round = 0; round < Rounds / 4; round++)
        {
            var id = Guid.CreateVersion7();
            byte[][] pictures = [s_red, s_blue, s_red, s_blue, s_red, s_blue];

            var statuses = await RaceAsync(server, id, pictures);

            var stored = await PictureAsync(server, id);
            Assert.Equal(pictures.Select(picture => picture == s_red == stored.AsSpan().SequenceEqual(s_red) ? 201 : 409), statuses);
        }

        await HoldsAsync(server, Rounds / 4);
    }

    /// <summary>The answers to requests that are sent at once, on a connection each.</summary>
    private static async Task<int[]> RaceAsync(TestServer server, Guid id, params byte[][] pictures)
    {
        var clients = Array.ConvertAll(pictures, _ => server.Operator);
        var forms = Array.ConvertAll(pictures, picture => TestServer.Form(picture, ("camera", "gate"), ("cropId", id.ToString())));
        var answers = await Task.WhenAll(clients.Zip(forms, (client, form) => client.PostAsync("/v1/crops", form, Token)));
        foreach (var refused in answers.Where(answer => (int)answer.StatusCode == 409))
        {
            var problem = await TestServer.JsonAsync(refused, 409);
            Assert.Contains($"The crop {id} is stored already with another picture", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        var statuses = Array.ConvertAll(answers, answer => (int)answer.StatusCode);
        foreach (var part in answers.Concat<IDisposable>(forms).Concat(clients))
        {
            part.Dispose();
        }

        return statuses;
    }

    private static Task<byte[]> PictureAsync(TestServer server, Guid id) => server.Viewer.GetByteArrayAsync($"/v1/crops/{id}/image", Token);

    /// <summary>So many crops, each with one vector, one picture and one line in the audit log.</summary>
    private static async Task HoldsAsync(TestServer server, int crops)
    {
        var stats = await server.Viewer.GetFromJsonAsync<JsonElement>("/v1/stats", Token);
        Assert.Equal(crops, stats.GetProperty("crops").GetInt32());
        Assert.Equal(crops, stats.GetProperty("models").GetProperty("colour-1").GetProperty("vectors").GetInt32());
        var audit = await server.Admin.GetFromJsonAsync<JsonElement>("/v1/audit?action=crop.enrol&limit=500", Token);
        Assert.Equal(crops, audit.GetProperty("items").GetArrayLength());
        Assert.Equal(crops, Directory.GetFiles(server.Pictures, "*", SearchOption.AllDirectories).Length);
    }
}
