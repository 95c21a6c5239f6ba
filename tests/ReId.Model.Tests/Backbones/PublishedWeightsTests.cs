using ReId.Model.Inference;
using ReId.Model.Weights;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>Torchreid's published checkpoints give torchreid's features, from the file to the vector.</summary>
public class PublishedWeightsTests
{
    [Theory]
    [InlineData("msmt17", "osnet_x0_25_msmt17.pth")]
    [InlineData("msmt17", "osnet_x0_25_msmt17.zipformat.pth")]
    [InlineData("market1501", "osnet_x0_25_market1501.pth")]
    public void A_checkpoint_gives_its_golden_features(string set, string file)
    {
        if (RepositoryPaths.FindInShared($"data/weights/reid/{file}") is not { } checkpoint)
        {
            Assert.Skip($"{file} is not here");
            return;
        }

        var model = new ModelImporter(BackboneArchitecture.Describe).Read(checkpoint, "osnet_x0_25");
        var golden = GoldenOsNet.Read($"osnet_x0_25_feature__{set}_synthetic.json");
        var expected = GoldenOsNet.Matrix(golden.GetProperty("expected").GetProperty("feature"));
        var (abs, rel) = (golden.GetProperty("tolerance").GetProperty("abs").GetDouble(), golden.GetProperty("tolerance").GetProperty("rel").GetDouble());
        using var extractor = new TorchFeatureExtractor(model);
        using var input = torch.tensor(GoldenOsNet.Input(2), [2, 3, 256, 128]);
        var features = new float[2 * 512];

        extractor.Extract(input, features);

        for (var i = 0; i < features.Length; i++)
        {
            var value = expected[i / 512, i % 512];
            Assert.Equal(value, features[i], abs + (rel * Math.Abs(value)));
        }
    }
}
