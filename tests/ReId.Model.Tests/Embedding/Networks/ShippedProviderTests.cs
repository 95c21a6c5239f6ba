using ReId.Model.Embedding;

namespace ReId.Model.Tests.Embedding.Networks;

public sealed class ShippedProviderTests : FeatureExtractorContract
{
    [Fact]
    public void It_is_the_file_beside_the_program()
    {
        using var named = Open();
        using var file = FeatureExtractorRegistry.Default.Open(new EmbedderOptions
        {
            Weights = Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors"),
        });

        Assert.Equal(file.Model.Id, named.Model.Id);
        Assert.Equal("osnet_ain_x0_25", named.Model.Architecture);
    }

    protected override IFeatureExtractor Open() =>
        FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = BuiltInWeights.Synthetic });
}
