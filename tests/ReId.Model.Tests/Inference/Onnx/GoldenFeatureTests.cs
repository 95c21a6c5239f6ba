#if REID_ONNXRUNTIME
using ReId.Model.Inference.Onnx;
using ReId.Model.Onnx;
using ReId.Model.Tests.Backbones;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Inference.Onnx;

/// <summary>The features of torchreid's OSNet out of an exported model, as <see cref="OsNetFeatureTests"/> has them.</summary>
public sealed class GoldenFeatureTests
{
    [Theory]
    [InlineData("osnet_x0_25")]
    [InlineData("osnet_x1_0")]
    public void An_exported_model_computes_torchreids_features(string name)
    {
        OnnxRequired.OrSkip();
        var golden = GoldenOsNet.Read($"{name}_feature__formula_weights.json");
        var expected = GoldenOsNet.Matrix(golden.GetProperty("expected").GetProperty("feature"));
        var tolerance = golden.GetProperty("tolerance").GetProperty("abs").GetDouble();
        var model = FormulaModels.Create(name);
        var features = new float[2 * 512];

        using (var extractor = (OnnxFeatureExtractor)OnnxModel.Load(model, 2))
        {
            extractor.Extract(GoldenOsNet.Input(2), features);
        }

        for (var i = 0; i < features.Length; i++)
        {
            Assert.Equal(expected[i / 512, i % 512], features[i], tolerance);
        }
    }

    [Fact]
    public void A_graph_that_normalises_gives_the_same_vectors_with_length_1()
    {
        OnnxRequired.OrSkip();
        var golden = GoldenOsNet.Read("osnet_x0_25_feature__formula_weights.json");
        var expected = GoldenOsNet.Matrix(golden.GetProperty("expected").GetProperty("feature"));
        var model = FormulaModels.Create("osnet_x0_25");
        var features = new float[2 * 512];
        var session = OnnxSession.Create(OnnxExport.ToBytes(model, normalise: true), 2, "golden");

        using (var extractor = new OnnxFeatureExtractor(session, OnnxSignature.Read(session, "golden"), model.Info, unitVectors: true))
        {
            extractor.Extract(GoldenOsNet.Input(2), features);
        }

        for (var row = 0; row < 2; row++)
        {
            var length = Math.Sqrt(Enumerable.Range(0, 512).Sum(i => (double)expected[row, i] * expected[row, i]));
            for (var i = 0; i < 512; i++)
            {
                Assert.Equal(expected[row, i] / length, features[(row * 512) + i], 1e-5);
            }
        }
    }
}
#endif
