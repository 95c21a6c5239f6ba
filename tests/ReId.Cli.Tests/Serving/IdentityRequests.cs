using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>What tests of identities ask a server, and the three people, before three cameras each, whom they ask about.</summary>
internal static class IdentityRequests
{
    private static readonly OpenCvSharp.Scalar[] s_coats = [Pictures.Red, Pictures.Green, Pictures.Blue];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task PeopleAsync(TestServer server)
    {
        foreach (var (camera, i) in ((string[])["east", "north", "south"]).Select((camera, i) => (camera, i)))
        {
            foreach (var (coat, j) in s_coats.Select((coat, j) => (coat, j)))
            {
                await server.EnrolAsync(Pictures.Person(coat, Pictures.Grey), camera, ("capturedAt", $"2026-05-01T1{i}:0{j}:00Z"));
            }
        }
    }

    // They came in the order of their coats.
    public static async Task<OpenCvSharp.Scalar> CoatAsync(TestServer server, Guid crop) =>
        s_coats[(await GetAsync(server, $"/v1/crops/{crop}")).GetProperty("capturedAt").GetDateTimeOffset().Minute];

    public static async Task<Guid[]> MembersAsync(TestServer server, Guid identity) =>
        TestServer.CropsOf(await GetAsync(server, $"/v1/identities/{identity}/crops"));

    public static async Task<JsonElement> GetAsync(TestServer server, string path) => await TestServer.JsonAsync(await server.Viewer.GetAsync(path, Token));

    public static async Task<JsonElement> PostAsync(TestServer server, string path, object? body) => await TestServer.JsonAsync(
        body is null ? await server.Operator.PostAsync(path, null, Token) : await server.Operator.PostAsJsonAsync(path, body, Token));

    public static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static Guid Id(JsonElement of, string name) => of.GetProperty(name).GetGuid();
}
