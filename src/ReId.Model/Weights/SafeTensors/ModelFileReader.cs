using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Weights.SafeTensors;

/// <summary>Reads a model file of ours and proves it against the id that it carries.</summary>
internal static class ModelFileReader
{
    public static ModelFile Read(string path)
    {
        var bytes = FileBytes.Read(path);
        if (!SafeTensorsReader.LooksLike(bytes))
        {
            throw new ReIdException(path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
                ? $"{path} is an ONNX file; this takes the .safetensors model that it was made from."
                : $"{path} is no safetensors model; convert a PyTorch checkpoint with "
                + "'reid models import FILE --arch NAME --out M.safetensors'");
        }

        try
        {
            var file = SafeTensorsReader.Read(bytes);
            var info = ModelMetadata.Read(file.Metadata);
            var model = new ModelFile(file.Tensors, info);
            return model.Info.Id == info.Id
                ? model
                : throw new WeightsFormatException(
                    $"its content has the id {model.Info.Id} and its metadata says {info.Id}; it was changed or damaged");
        }
        catch (WeightsFormatException e)
        {
            throw new ReIdException($"{path} is no usable model: {e.Message}", e);
        }
    }
}
