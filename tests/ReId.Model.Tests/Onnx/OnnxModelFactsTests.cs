using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Onnx;
using ReId.Model.Tests.Inference.Onnx;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Onnx;

/// <summary>What is said of an ONNX file, with or without the engine that runs it.</summary>
public sealed class OnnxModelFactsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_ours_is_the_model_that_it_was()
    {
        var facts = Read(OnnxFiles.Ours());

        Assert.Equal(("mean-1", "mean", 3), (facts.Id, facts.Info!.Architecture, facts.Info.Dimension));
        Assert.Equal(("pictures ?×3×12×7", "vectors ?×3"), (Assert.Single(facts.Inputs), Assert.Single(facts.Outputs)));
        Assert.Equal((false, 2, 0, 10, "ReId"), (facts.UnitVectors, facts.Operators, facts.Weights, facts.Opset, facts.Producer));
    }

    [Fact]
    public void A_foreign_file_has_the_id_that_its_vectors_get()
    {
        var facts = Read(OnnxFiles.Foreign(batch: 4));

        Assert.Null(facts.Info);
        Assert.Null(facts.UnitVectors);
        Assert.Equal("pictures 4×3×12×7", Assert.Single(facts.Inputs));
        OnnxRequired.OrSkip();
        using var extractor = FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = Path() });
        Assert.Equal(extractor.Model.Id, facts.Id);
    }

    [Fact]
    public void What_cannot_be_believed_is_refused()
    {
        var changed = OnnxFiles.Ours();
        changed[changed.AsSpan().IndexOf("GlobalAveragePool"u8)] ^= 1;

        Refused(changed, "is no usable model: ");
        Refused("no model"u8.ToArray(), "is no usable model: it is not ONNX");
        Assert.Throws<ReIdException>(() => OnnxModelFacts.Read(_folder.File("none.onnx")));
    }

    private void Refused(byte[] bytes, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ReIdException>(() => Read(bytes)).Message, StringComparison.Ordinal);

    private string Path() => _folder.File("m.onnx");

    private OnnxModelFacts Read(byte[] bytes)
    {
        File.WriteAllBytes(Path(), bytes);
        return OnnxModelFacts.Read(Path());
    }
}
