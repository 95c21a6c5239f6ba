using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>What a server shows of the address of a camera that asks for a password.</summary>
public sealed class CameraAddressTests : IDisposable
{
    private const string Camera = "rtsp://ann:s3cret@127.0.0.1:9/door?token=t0psecret&channel=2";
    private static readonly string[] s_secrets = ["s3cret", "t0psecret"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Admins_see_it_without_its_password_and_others_not_at_all()
    {
        var data = _folder.File("gallery");
        string[] roles = ["viewer", "operator", "admin"];
        var keys = new Dictionary<string, string>();
        foreach (var role in roles)
        {
            keys[role] = await RunningService.KeyAsync(data, role);
        }

        await using var service = await RunningService.StartAsync("up", Camera, "--data", data);
        foreach (var role in roles)
        {
            using var client = service.Client(keys[role]);
            var said = await client.GetStringAsync("/v1/cameras", Token);
            var camera = Assert.Single(JsonDocument.Parse(said).RootElement.GetProperty("items").EnumerateArray());
            Assert.True(camera.GetProperty("live").GetBoolean());
            Assert.Equal(role == "admin" ? "rtsp://***@127.0.0.1:9/door?token=***&channel=2" : null, camera.GetProperty("source").GetString());
            Assert.Equal(role == "admin", said.Contains("rtsp:", StringComparison.Ordinal));
            foreach (var path in (string[])["/v1/cameras", "/v1/stats", "/readyz", "/v1/audit", "/openapi/v1.json"])
            {
                using var answer = await client.GetAsync(path, Token);
                IsSilent(await answer.Content.ReadAsStringAsync(Token));
            }
        }

        var ended = await service.EndAsync();
        IsSilent(ended.Out + ended.Error);
    }

    private static void IsSilent(string said) => Assert.All(s_secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
}
