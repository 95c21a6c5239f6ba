using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Cache;

/// <summary>
/// The vectors of a sealed segment as a file: 64 bytes of head, the sequence numbers (int64), the scales (float32), the
/// rows (float16) from the next multiple of 64 on; little-endian. Read by mapping it into memory.
/// </summary>
internal static unsafe class VectorFile
{
    private const int Head = 64;
    private static ReadOnlySpan<byte> Magic => "REIDVEC1"u8;

    /// <summary>Writes rows that come in any pieces of any segments.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="sequences">Rising.</param>
    /// <param name="rows">Where each row is.</param>
    /// <param name="cancellationToken">Cancels between rows.</param>
    public static void Write(
        Stream stream, IReadOnlyList<long> sequences, IReadOnlyList<(HalfRows Rows, int Row)> rows, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[Head];
        head.Clear();
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], rows[0].Rows.Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], rows.Count);
        stream.Write(head);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var sequence in sequences)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, sequence);
            stream.Write(number);
        }

        foreach (var (vectors, row) in rows)
        {
            BinaryPrimitives.WriteSingleLittleEndian(number, vectors.Scale(row));
            stream.Write(number[..sizeof(float)]);
        }

        head.Clear();
        var written = Head + ((sizeof(long) + sizeof(float)) * (long)rows.Count);
        stream.Write(head[..(int)(DataOffset(rows.Count) - written)]);
        var done = 0;
        foreach (var (vectors, row) in rows)
        {
            if (++done % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            stream.Write(vectors.Bytes(row));
        }
    }

    /// <summary>Maps a file; its checksum holds already.</summary>
    /// <exception cref="InvalidDataException">It holds something else than the manifest says.</exception>
    public static MappedVectors Map(string path, int dimension, int count)
    {
        var length = new FileInfo(path).Length;
        var expected = DataOffset(count) + (sizeof(ushort) * (long)count * dimension);
        if (length != expected)
        {
            throw new InvalidDataException($"it is {length} bytes long instead of {expected}");
        }

        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
        var rows = new HalfRows(
            (ushort*)(start + DataOffset(count)), (float*)(start + Head + (sizeof(long) * (long)count)), dimension, count,
            () =>
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
                view.Dispose();
            });
        var head = new ReadOnlySpan<byte>(start, Head);
        var sequences = MemoryMarshal.Cast<byte, long>(new ReadOnlySpan<byte>(start + Head, sizeof(long) * count)).ToArray();
        if (!head.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(head[8..]) != dimension
            || BinaryPrimitives.ReadInt32LittleEndian(head[12..]) != count || !Rise(sequences))
        {
            rows.Release();
            throw new InvalidDataException($"it does not hold {count} vectors of dimension {dimension}");
        }

        return new MappedVectors(rows, sequences);
    }

    private static bool Rise(long[] sequences)
    {
        for (var i = 1; i < sequences.Length; i++)
        {
            if (sequences[i] <= sequences[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static long DataOffset(int count) =>
        (Head + ((sizeof(long) + sizeof(float)) * (long)count) + (Head - 1)) / Head * Head;
}

/// <summary>Vectors in a file that is mapped into memory, and their sequence numbers.</summary>
internal sealed record MappedVectors(HalfRows Rows, long[] Sequences);
