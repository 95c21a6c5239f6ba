using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>Reads float32 matrices of .npy files straight into their array: at a million rows of 512 a second copy would be two gigabytes.</summary>
public static class NpySingles
{
    /// <summary>Reads a file; float64 is rounded.</summary>
    /// <param name="path">A .npy file.</param>
    /// <returns>The sizes of its dimensions, and its elements in C order.</returns>
    /// <exception cref="ReIdException">As <see cref="NpyArray.Load"/>, or the file holds other numbers; says which.</exception>
    public static (IReadOnlyList<long> Shape, float[] Values) Load(string path)
    {
        if (TryLoad(path) is { } direct)
        {
            return direct;
        }

        // Another type or order, or something wrong, for which it has the words.
        var array = NpyArray.Load(path);
        return array.IsFloating ? (array.Shape, array.ToSingles()) : throw WrongType(path, array.Descr);
    }

    private static (IReadOnlyList<long> Shape, float[] Values)? TryLoad(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            Span<byte> prefix = stackalloc byte[NpyHeader.PrefixLength];
            file.ReadExactly(prefix);
            var header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..])];
            if (!prefix.StartsWith(NpyHeader.Magic) || prefix[6] != 1)
            {
                return null;
            }

            file.ReadExactly(header);
            if (!NpyHeader.TryParse(header, out var descr, out var shape, out var fortran))
            {
                return null;
            }

            if (descr is not ("<f4" or "<f8"))
            {
                throw WrongType(path, descr);
            }

            if (descr != "<f4" || fortran)
            {
                return null;
            }

            var count = shape.Aggregate((Int128)1, (product, size) => product * size > long.MaxValue ? long.MaxValue : product * size);
            if (count * sizeof(float) != file.Length - file.Position || count > Array.MaxLength)
            {
                return null;
            }

            // Piece by piece, since one read takes no more bytes than fit an int.
            var values = GC.AllocateUninitializedArray<float>((int)count);
            const int Piece = 1 << 26;
            for (var at = 0; at < values.Length; at += Piece)
            {
                file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(Piece, values.Length - at))));
            }

            return (shape, values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ReIdException WrongType(string path, string descr) =>
        new($"{path} holds {NpyHeader.TypeName(descr)}; float32 or float64 is wanted");
}
