using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Inference;
using ReId.Model.Onnx;
using ReId.Model.Tests.Inference.Onnx;
using ReId.Model.Tests.Support;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Onnx;

/// <summary>Every backbone is exported, and both engines give the same vectors.</summary>
public sealed class EngineAgreementTests : IDisposable
{
    private const float Tolerance = 1e-4f;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Backbones() => [.. BackboneCatalog.All.Select(backbone => backbone.Name)];

    [Theory]
    [MemberData(nameof(Backbones))]
    public void Every_backbone_gives_the_same_vectors(string architecture) =>
        AssertAgreement(FormulaModels.Create(architecture, ("input", "64x64")));

    [Theory]
    [InlineData("osnet_x0_25", "input=256x128")]
    [InlineData("resnet18", "pool=gem", "neck=bnneck", "last_stride=1", "input=64x32")]
    [InlineData("resnet18", "dim=16", "neck=bnneck", "feature=before", "l2=on", "input=64x32")]
    [InlineData("osnet_x0_25", "neck=bnneck", "input=64x32")]
    public void Options_are_exported_too(string architecture, params string[] options) =>
        AssertAgreement(FormulaModels.Create(architecture, [.. options.Select(o => (o.Split('=')[0], o.Split('=')[1]))]));

    private void AssertAgreement(ModelFile model)
    {
        OnnxRequired.OrSkip();
        using var batch = FormulaModels.Pictures(model.Info, 2);
        var file = _folder.File("m.onnx");
        OnnxExport.Write(model, file);

        using var torch = new TorchFeatureExtractor(model);
        using var onnx = Open(file);

        Assert.Equal(model.Info.Id, onnx.Model.Id);
        Assert.True(onnx.GivesUnitVectors);
        AssertClose(Vectors(torch, batch), Vectors(onnx, batch));
    }

    [Fact]
    public void Raw_features_of_a_safetensors_model_agree_too()
    {
        OnnxRequired.OrSkip();
        var model = FormulaModels.Create("osnet_x0_25");
        var weights = _folder.File("m.safetensors");
        model.Save(weights);
        using var batch = FormulaModels.Pictures(model.Info, 3);
        using var torch = new TorchFeatureExtractor(model);
        using var onnx = Open(weights);
        var (expected, actual) = (new float[3 * 512], new float[3 * 512]);

        torch.Extract(batch, expected);
        onnx.Extract(batch, actual);

        Assert.Equal(model.Info.Id, onnx.Model.Id);
        Assert.False(onnx.GivesUnitVectors);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * (1 + Math.Abs(pair.First))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Flip_averages_agree_between_engines_and_files(bool normalise)
    {
        OnnxRequired.OrSkip();
        var model = FormulaModels.Create("osnet_x0_25", ("input", "64x32"));
        var (weights, graph) = (_folder.File("m.safetensors"), _folder.File("m.onnx"));
        model.Save(weights);
        OnnxExport.Write(model, graph);

        var torch = Flipped(weights, "torch", normalise);

        AssertClose(torch, Flipped(weights, "onnx", normalise));
        if (normalise)
        {
            // Without, the graph's vectors have length 1 where the others are raw.
            AssertClose(torch, Flipped(graph, "onnx", normalise));
        }
    }

    private static float[] Flipped(string weights, string engine, bool normalise)
    {
        using var embedder = Embedder.Open(new EmbedderOptions { Weights = weights, Engine = engine, FlipAverage = true });
        var pictures = new[] { Pictures.LeftBlackRightWhite(".png"), Pictures.Person(new(200, 30, 10), new(0, 90, 250)) };
        var batch = embedder.Embed([.. pictures.Select(p => (ReadOnlyMemory<byte>)p)], normalise, TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, pictures.Length).SelectMany(i => batch.Vector(i).ToArray())];
    }

    private static float[] Vectors(IFeatureExtractor extractor, PixelBatch batch)
    {
        var features = new float[batch.Count * extractor.Model.Dimension];
        extractor.Extract(batch, features);
        for (var i = 0; i < batch.Count; i++)
        {
            FeatureNormalisation.Normalise(features.AsSpan(i * extractor.Model.Dimension, extractor.Model.Dimension));
        }

        return features;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        var worst = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(worst < Tolerance, $"components differ by up to {worst}");
    }

    private static IFeatureExtractor Open(string path) =>
        FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = path, Engine = "onnx" });
}
