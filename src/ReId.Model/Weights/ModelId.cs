using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ReId.Model.Embedding;

namespace ReId.Model.Weights;

/// <summary>
/// Computes the id of a model: SHA-256 over everything that changes a vector (tensors, architecture, preprocessing)
/// and nothing else (training facts, order of the tensors). Frozen: a change makes every stored vector unsearchable.
/// </summary>
internal static class ModelId
{
    // 96 bits: accidental collisions are out of the question and the id still fits on a line of a log.
    private const int HashBytes = 12;

    public static string Compute(IEnumerable<NamedTensor> tensors, ModelInfo info)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "reid-model-1");
        Add(hash, info.Architecture);
        Add(hash, info.Dimension);
        Add(hash, info.InputHeight);
        Add(hash, info.InputWidth);
        foreach (var value in info.Mean.Concat(info.Std))
        {
            Add(hash, BitConverter.SingleToInt32Bits(value));
        }

        Add(hash, info.Resize);

        // Nothing is added where nothing was chosen: the ids of models from before there were options stay.
        foreach (var (name, value) in info.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            Add(hash, $"option {name}={value}");
        }

        foreach (var tensor in tensors.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Add(hash, tensor.Name);
            Add(hash, tensor.Type.Name());
            Add(hash, tensor.Shape.Length);
            foreach (var size in tensor.Shape)
            {
                Add(hash, size);
            }

            hash.AppendData(tensor.Data.Span);
        }

        return $"{info.Architecture}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes))}";
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
