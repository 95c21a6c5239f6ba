using ReId.Contracts;
using ReId.Model.Files;
using ReId.Model.Weights.SafeTensors;

namespace ReId.Model.Weights.Checkpoints;

/// <summary>Reads weights that other programs saved: PyTorch's zip format, its legacy pickles, plain safetensors.</summary>
internal static class CheckpointReader
{
    private static ReadOnlySpan<byte> ZipMagic => "PK\x03\x04"u8;

    // A legacy file begins with the pickle of a magic number: PROTO 2, LONG1 of ten bytes.
    private static ReadOnlySpan<byte> LegacyMagic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46];

    /// <exception cref="ReIdException">No checkpoint, a damaged one, or one that asks for code.</exception>
    public static Checkpoint Read(string path)
    {
        var bytes = FileBytes.Read(path);
        try
        {
            if (bytes.AsSpan().StartsWith(ZipMagic))
            {
                return ZipCheckpoint.Read(bytes);
            }

            if (bytes.AsSpan().StartsWith(LegacyMagic))
            {
                return LegacyCheckpoint.Read(bytes);
            }

            if (SafeTensorsReader.LooksLike(bytes))
            {
                return FromSafeTensors(SafeTensorsReader.Read(bytes));
            }
        }
        catch (WeightsFormatException e)
        {
            throw new ReIdException($"{path} is no usable checkpoint: {e.Message}", e);
        }

        throw new ReIdException(
            $"{path} is no checkpoint: it begins neither like PyTorch's zip or legacy format nor like safetensors");
    }

    private static Checkpoint FromSafeTensors(SafeTensorsFile file) => new()
    {
        Format = "safetensors",
        Entries = [.. StateDict.WithoutModulePrefix(
            file.Tensors.Select(t => new CheckpointEntry(t.Name, t.Shape, t.Type, t.Data.ToArray)).ToList())],
    };
}
