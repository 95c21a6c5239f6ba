using ReId.Model.Files;

namespace ReId.Model.Weights.SafeTensors;

/// <summary>Writes a model file of ours.</summary>
internal static class ModelFileWriter
{
    public static void Write(ModelFile model, string path)
    {
        var file = new SafeTensorsFile([.. model.Tensors.Values], ModelMetadata.Write(model.Info));
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, file));
    }
}
