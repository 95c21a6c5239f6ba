using ReId.Cli.Tests.Support;
using ReId.Index;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

public sealed class IndexArgumentTests(IngestedGallery gallery) : IClassFixture<IngestedGallery>
{
    [Theory]
    [InlineData("serve")]
    [InlineData("up")]
    [InlineData("ingest", "camera.mp4")]
    public async Task A_kind_that_is_not_there_is_named_with_those_that_are(params string[] command)
    {
        using var folder = new TemporaryFolder();

        (await Reid.RunAsync([.. command, "--data", folder.File("g"), "--index", "magic"]))
            .IsWrongUsage("--index 'magic' is no kind of index", "auto, flat, hnsw, ivf-flat, ivf-pq, rabitq");
    }

    [Fact]
    public void Every_kind_of_the_gallery_can_be_chosen()
    {
        Assert.All(GalleryOptions.IndexKinds, kind => Assert.Equal(kind, Cli.Commands.IndexArgument.Read(kind)));
        Assert.Equal("auto", Cli.Commands.IndexArgument.Read());
    }

    [Fact]
    public async Task Commands_without_the_option_read_the_environment()
    {
        var before = Environment.GetEnvironmentVariable(Cli.Commands.IndexArgument.Variable);
        try
        {
            Environment.SetEnvironmentVariable(Cli.Commands.IndexArgument.Variable, "magic");
            (await Reid.RunAsync("search", "--data", gallery.Data, "--crop", Guid.Empty.ToString())).IsWrongUsage("REID_INDEX 'magic' is no kind of index");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Cli.Commands.IndexArgument.Variable, before);
        }
    }
}
