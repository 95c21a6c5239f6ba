using System.Text.Json;
using ReId.Cli.Tests.Serving;
using ReId.Cli.Tests.Support;
using ReId.Index.ModelChange;
using ReId.Testing;

namespace ReId.Cli.Tests.Commands;

/// <summary>What embeds where nobody chooses: network and colour in a new gallery, and in an old one what it was made with.</summary>
public sealed class DefaultWeightsTests : IDisposable
{
    private const string Joined = "osnet_ain_x0_25-";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _folder.File("gallery");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_gallery_gets_network_and_colour_and_is_searched_with_both()
    {
        var ingested = (await IngestAsync("yard")).Succeeded();

        Assert.Matches($"model {Joined}[0-9a-f]+-colour-1", ingested.Out);
        Assert.DoesNotContain("note:", ingested.Error, StringComparison.Ordinal);
        Assert.InRange(await BestAsync(), 0.95, 1.0001);
    }

    [Fact]
    public async Task A_gallery_of_the_former_default_goes_on_with_it_and_says_so()
    {
        (await IngestAsync("yard", "--weights", "colour")).Succeeded();

        var ingested = (await IngestAsync("gate")).Succeeded();

        Assert.Contains("model colour-1", ingested.Out, StringComparison.Ordinal);
        Assert.Contains("note: this gallery was made with the weights 'colour', so they go on; './reid models change start --weights synthetic+colour'", ingested.Error, StringComparison.Ordinal);
        Assert.InRange(await BestAsync(), 0.95, 1.0001);
        Assert.Equal(["colour-1"], await ModelsAsync());
    }

    [Fact]
    public async Task Who_chooses_is_obeyed_in_any_gallery()
    {
        (await IngestAsync("yard", "--weights", "colour")).Succeeded();
        (await IngestAsync("gate", "--weights", "synthetic+colour")).Succeeded();

        var models = await ModelsAsync();

        Assert.Equal(2, models.Count);
        Assert.Contains("colour-1", models);
    }

    [Fact]
    public async Task A_gallery_of_weights_that_are_nobodys_default_is_pointed_out()
    {
        (await IngestAsync("yard", "--weights", "synthetic")).Succeeded();

        var ingested = (await IngestAsync("gate")).Succeeded();

        Assert.Matches($"note: this gallery has vectors of {Joined}[0-9a-f]+ and none of the default weights 'synthetic\\+colour'", ingested.Error);
    }

    [Fact]
    public async Task What_a_gallery_was_changed_to_goes_before_all_defaults()
    {
        (await IngestAsync("yard", "--weights", "synthetic")).Succeeded();
        await ChangedToAsync(new ModelFile((await ModelsAsync()).Single(), "synthetic"));

        var ingested = (await IngestAsync("gate")).Succeeded();

        Assert.DoesNotContain("note:", ingested.Error, StringComparison.Ordinal);
        Assert.Single(await ModelsAsync());
        Assert.InRange(await BestAsync(), 0.95, 1.0001);
    }

    [Fact]
    public async Task A_file_that_is_another_model_than_the_gallery_was_changed_to_is_refused()
    {
        (await IngestAsync("yard", "--weights", "synthetic")).Succeeded();
        await ChangedToAsync(new ModelFile("osnet_ain_x0_25-of-former-days", "synthetic"));

        (await IngestAsync("gate")).IsFailure("changed to the model osnet_ain_x0_25-of-former-days, but synthetic holds osnet_ain_x0_25-", "--weights");
        Assert.Single(await ModelsAsync());
    }

    [Fact]
    public async Task A_server_of_an_old_gallery_serves_what_it_was_made_with()
    {
        (await IngestAsync("yard", "--weights", "colour")).Succeeded();
        await using var server = await TestServer.StartAsync(
            gallery: options => options with { Directory = Data },
            serve: options => options with { Embedder = options.Embedder with { Weights = "synthetic+colour", ByDefault = true } });

        using var form = TestServer.Form(await File.ReadAllBytesAsync(Path.Combine(_folder.File("yard"), "001.png"), Token));
        var answer = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token));

        Assert.InRange(answer.GetProperty("items")[0].GetProperty("score").GetDouble(), 0.95, 1.0001);
        Assert.Equal("colour-1", server.Server.Embedder.Model.Id);
    }

    [Fact]
    public async Task A_file_with_colour_has_a_calibration_of_its_own_beside_the_files()
    {
        ColouredPeople.Write(_folder.File("people"), people: 40, each: 3);
        var network = _folder.File("m.safetensors");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors"), network);

        (await Reid.RunAsync("calibrate", "--dataset", "folder", "--root", _folder.File("people"), "--weights", network + "+colour")).Succeeded();
        var data = Data;
        (await IngestAsync("yard", "--weights", network + "+colour")).Succeeded();
        var found = (await Reid.RunAsync(
            "search", "--data", data, "--image", Path.Combine(_folder.File("yard"), "001.png"), "--weights", network + "+colour", "--min-probability", "0")).Succeeded();

        Assert.Equal([network + "+colour.calibration.json"], Directory.GetFiles(Path.GetDirectoryName(network)!, "*.calibration.json"));
        Assert.Contains(" same", found.Out, StringComparison.Ordinal);
    }

    private Task<ReidResult> IngestAsync(string camera, params string[] more) => Reid.RunAsync(
        ["ingest", Pictures.Folder(_folder.File(camera), DateTime.UtcNow, (Pictures.Red, Pictures.Grey), (Pictures.Blue, Pictures.Grey)), "--data", Data, "--detector", "none", .. more]);

    private async Task<double> BestAsync()
    {
        var json = _folder.File("hits.json");
        (await Reid.RunAsync("search", "--data", Data, "--image", Path.Combine(_folder.File("yard"), "001.png"), "--json", json)).Succeeded();
        using var hits = JsonDocument.Parse(await File.ReadAllBytesAsync(json, Token));
        return hits.RootElement.GetProperty("matches")[0].GetProperty("score").GetDouble();
    }

    private async Task ChangedToAsync(ModelFile model)
    {
        await using var gallery = await Index.Gallery.OpenAsync(new Index.GalleryOptions { Directory = Data }, cancellationToken: Token);
        await using var stores = new Index.ServiceStores(gallery);
        await stores.ModelChange.UpdateAsync(state => state with { Served = model }, Token);
    }

    private async Task<IReadOnlyList<string>> ModelsAsync()
    {
        await using var gallery = await Index.Gallery.OpenAsync(new Index.GalleryOptions { Directory = Data }, cancellationToken: Token);
        return [.. (await gallery.StatsAsync(Token)).Models.Keys];
    }
}
