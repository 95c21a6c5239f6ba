using System.Text.Json;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Demo;

/// <summary>One run of <c>./reid demo</c> on the real video, shared by the tests that look at its result.</summary>
public sealed class DemoFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal ReidResult Result { get; private set; } = new(-1, "", "");

    internal string Folder => _folder.File("out");

    internal JsonElement Summary { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var video = RealFootage.Find();
        if (video is null)
        {
            return;
        }

        Result = await Reid.RunAsync("demo", "--exit", "--video", video, "--out", Folder);
        Result.Succeeded();
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, "summary.json")));
        Summary = document.RootElement.Clone();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();
}
