using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Tests.Support;
using ReId.Model.Weights;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Embedding.Networks;

public sealed class NetworkProviderTests : FeatureExtractorContract, IDisposable
{
    private const string Architecture = "osnet_x0_25";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_imported_checkpoint_embeds_pictures()
    {
        var checkpoint = RepositoryPaths.FindInShared("data/weights/reid/osnet_x0_25_msmt17.pth");
        Assert.SkipWhen(checkpoint is null, "needs shared/data/weights/reid/osnet_x0_25_msmt17.pth");
        var path = _folder.File("m.safetensors");
        var model = new ModelImporter().Import(checkpoint!, Architecture, path);

        using var embedder = Embedder.Open(new EmbedderOptions { Weights = path, BatchSize = 2 });
        var batch = embedder.Embed(
            [Pictures.Plain(200, 10, 10), new byte[] { 1 }, Pictures.LeftBlackRightWhite(".jpg")],
            true, TestContext.Current.CancellationToken);

        Assert.Equal(model.Info.Id, embedder.Model.Id);
        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(batch.Succeeded));
        Assert.Equal(512, batch.Vector(0).Length);
        Assert.Equal(1, batch.Vector(2).ToArray().Sum(v => v * v), 1e-4f);
    }

    [Fact]
    public void A_checkpoint_given_as_weights_says_how_to_import_it()
    {
        var error = Assert.Throws<ReIdException>(() =>
            Embedder.Open(new EmbedderOptions { Weights = Tiny.File("tiny_zip.pth") }));

        Assert.Contains("reid models import", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_an_unknown_architecture_is_refused()
    {
        var path = _folder.File("tiny.safetensors");
        Tiny.Model().Save(path);

        var error = Assert.Throws<ReIdException>(() => Embedder.Open(new EmbedderOptions { Weights = path }));

        Assert.Contains("no backbone 'tiny'", error.Message, StringComparison.Ordinal);
    }

    protected override IFeatureExtractor Open()
    {
        torch.manual_seed(1);
        var path = _folder.File("random.safetensors");
        using (var module = BackboneCatalog.Get(Architecture).Create())
        {
            new ModelFile(
                StateLoader.SaveState(module), new ModelInfo { Architecture = Architecture, Dimension = 512 }).Save(path);
        }

        return FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = path });
    }
}
