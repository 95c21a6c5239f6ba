using ReId.Cli.Tests.Support;
using ReId.Index;
using ReId.Index.ModelChange;

namespace ReId.Cli.Tests.Commands;

/// <summary><c>reid models change</c> on a gallery that no server has open.</summary>
public sealed class ModelsChangeTests(IngestedGallery gallery) : IClassFixture<IngestedGallery>
{
    [Fact]
    public async Task The_change_is_noted_for_the_next_server()
    {
        var nothing = await ChangeAsync("status");
        nothing.Succeeded();
        Assert.Contains("the model that the server is started with", nothing.Out, StringComparison.Ordinal);
        (await ChangeAsync("pause")).IsFailure("No change of model is under way");

        var started = await ChangeAsync("start", "--weights", "synthetic");
        started.Succeeded();
        Assert.Contains("osnet_ain_x0_25", started.Out, StringComparison.Ordinal);
        Assert.Contains("7 crops without a vector", started.Out, StringComparison.Ordinal);
        (await ChangeAsync("pause")).Succeeded();
        Assert.Contains("paused", (await ChangeAsync("status")).Out, StringComparison.Ordinal);
        (await ChangeAsync("back")).IsFailure("no model to go back to");
        (await ChangeAsync("cancel")).Succeeded();
        Assert.DoesNotContain("next:", (await ChangeAsync("status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused() =>
        (await ChangeAsync("start", "--weights", "lost.safetensors")).IsFailure("lost.safetensors");

    [Fact]
    public async Task There_is_no_way_back_to_a_model_whose_file_is_gone()
    {
        var token = TestContext.Current.CancellationToken;
        await using (var stores = await ServiceStores.OpenBesideAsync(new GalleryOptions { Directory = gallery.Data }, token))
        {
            await stores.ModelChange.UpdateAsync(
                _ => new ModelChangeState { Served = new ModelFile("new", "colour"), Previous = new ModelFile("old", "/gone/old.safetensors") }, token);
            (await ChangeAsync("back")).IsFailure("no way back to old", "/gone/old.safetensors", "put it back");
            Assert.Equal("new", (await stores.ModelChange.ReadAsync(token)).Served!.ModelId);

            // A file is there, but it is somebody else's.
            await stores.ModelChange.UpdateAsync(state => state with { Previous = new ModelFile("old", "colour") }, token);
            (await ChangeAsync("back")).IsFailure("no way back to old", "another model's now");
            Assert.Equal("new", (await stores.ModelChange.ReadAsync(token)).Served!.ModelId);
            await stores.ModelChange.UpdateAsync(_ => new ModelChangeState(), token);
        }
    }

    private Task<ReidResult> ChangeAsync(params string[] step) => Reid.RunAsync(["models", "change", .. step, "--data", gallery.Data]);
}
