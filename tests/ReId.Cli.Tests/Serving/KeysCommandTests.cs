using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

public sealed class KeysCommandTests
{
    [Fact]
    public async Task A_key_is_made_listed_and_revoked()
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("gallery");
        var made = (await Reid.RunAsync("keys", "create", "--role", "operator", "--name", "desk", "--data", data)).Succeeded();
        var key = made.Out.TrimEnd('\n').Split('\n')[^1];
        Assert.Matches("^[A-Za-z0-9_-]{24,}$", key);
        var id = made.Out.Split(' ')[1];
        Assert.Contains("desk", (await Reid.RunAsync("keys", "list", "--data", data)).Succeeded().Out, StringComparison.Ordinal);
        (await Reid.RunAsync("keys", "revoke", id, "--data", data)).Succeeded();
        Assert.Contains("revoked", (await Reid.RunAsync("keys", "list", "--data", data)).Succeeded().Out, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(data), file => Assert.DoesNotContain(key, File.ReadAllText(file), StringComparison.Ordinal));
        (await Reid.RunAsync("keys", "revoke", Guid.Empty.ToString(), "--data", data)).IsFailure("no key");
    }

    [Theory]
    [InlineData("http://0.0.0.0:5999")]
    [InlineData("http://*:5999")]
    [InlineData("http://127.0.0.1:5999;http://192.0.2.1:5999")]
    public async Task Keys_are_never_off_where_others_can_reach(string urls) =>
        (await Reid.RunAsync("serve", "--no-keys", "--urls", urls)).IsWrongUsage("--no-keys", "this machine alone");
}
