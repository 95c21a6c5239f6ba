using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Support;

/// <summary>The network of tests/golden/checkpoints: three tensors (see make.py there).</summary>
internal static class Tiny
{
    public static readonly ArchitectureDescription Architecture = new(
        new ModelInfo { Architecture = "tiny", Dimension = 2 },
        [("fc.weight", [2, 3]), ("fc.bias", [2]), ("bn.num_batches_tracked", [])]);

    public static readonly float[] Weight = [-1, -0.5f, 0, 0.5f, 1, 1.5f];
    public static readonly float[] Bias = [1, -2];

    public static ModelImporter Importer { get; } = new(name => name == "tiny"
        ? Architecture
        : throw new ReIdException($"the architecture '{name}' is unknown; known is tiny"));

    public static string File(string name) => RepositoryPaths.Golden($"checkpoints/{name}");

    public static ModelFile Model() => Importer.Read(File("tiny_zip.pth"), "tiny");

    public static float[] Singles(NamedTensor tensor)
    {
        Assert.Equal(TensorType.F32, tensor.Type);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray();
    }
}
