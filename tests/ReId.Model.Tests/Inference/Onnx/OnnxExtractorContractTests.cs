using ReId.Model.Embedding;
using ReId.Model.Tests.Embedding;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Inference.Onnx;

/// <summary>The contract, kept by a model of ours and by one that says nothing of itself and takes one picture only.</summary>
public sealed class OnnxExtractorContractTests : OnnxExtractorContract
{
    protected override byte[] File() => OnnxFiles.Ours();
}

/// <inheritdoc cref="OnnxExtractorContractTests"/>
public sealed class FixedBatchContractTests : OnnxExtractorContract
{
    protected override byte[] File() => OnnxFiles.Foreign(batch: 2);
}

/// <summary>The extractor's contract over an ONNX file.</summary>
public abstract class OnnxExtractorContract : FeatureExtractorContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract byte[] File();

    protected override IFeatureExtractor Open()
    {
        OnnxRequired.OrSkip();
        var path = _folder.File("m.onnx");
        System.IO.File.WriteAllBytes(path, File());
        return FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = path });
    }
}
