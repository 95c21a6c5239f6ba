using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Onnx;

namespace ReId.Benchmarks;

/// <summary>One random model in every form that somebody measures.</summary>
internal static class ExportedModel
{
    /// <summary>Writes the model for libtorch (.safetensors), ONNX Runtime and OpenCV (.onnx) and PyTorch (.json).</summary>
    /// <param name="architecture">Name of the backbone.</param>
    /// <param name="file">Path without an ending.</param>
    public static void Write(string architecture, string file)
    {
        var model = RandomModel.Create(architecture);
        model.Save(file + ".safetensors");
        OnnxExport.Write(model, file + ".onnx");
        File.WriteAllText(file + ".json", GraphDescription.Write(BackboneCatalog.Get(architecture)));
    }

    public static EmbedderOptions Options(string engine, string file, int threads) => new()
    {
        Weights = engine == "onnx" ? file + ".onnx" : file + ".safetensors",
        Engine = engine,
        Threads = threads,
    };
}
