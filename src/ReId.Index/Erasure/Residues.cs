using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>
/// Bytes that must be in no file any more: vectors as float16 and float32, names as UTF-8 and as JSON writes them. Eight
/// bytes of each vector are looked for at every place, and 32 are compared by their hash, so that a million vectors take
/// little memory.
/// </summary>
internal sealed class Residues
{
    private const int Window = sizeof(ulong);
    private const int Block = 1 << 20;
    private const int ShortestName = 4;

    private readonly Dictionary<ulong, List<ResiduePiece>> _patterns = [];
    private readonly bool[] _first = new bool[1 << 16];
    private readonly List<byte[]> _names = [];
    private int _longest = Window;

    public bool IsEmpty => _patterns.Count == 0 && _names.Count == 0;

    /// <summary>What of a vector is looked for: a piece as float16 and one as float32; none where it is nearly all zeros.</summary>
    public static IReadOnlyList<ResiduePiece> PiecesOf(byte[] half) =>
    [
        .. new[] { Piece(half, sizeof(ushort)), Piece(MemoryMarshal.AsBytes<float>(HalfVector.Decode(half)), sizeof(float)) }.OfType<ResiduePiece>(),
    ];

    public void Add(ResiduePiece piece)
    {
        if (!_patterns.TryGetValue(piece.Key, out var patterns))
        {
            _patterns[piece.Key] = patterns = [];
        }

        patterns.Add(piece);
        _first[(ushort)piece.Key] = true;
        _longest = Math.Max(_longest, piece.Length);
    }

    public void AddName(string name)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(name)[1..^1]) })
        {
            if (bytes.Length >= ShortestName && !_names.Exists(known => known.AsSpan().SequenceEqual(bytes)))
            {
                _names.Add(bytes);
                _longest = Math.Max(_longest, bytes.Length);
            }
        }
    }

    /// <summary>Places in a file where a vector or a name stands.</summary>
    public async Task<(int Vectors, int Names, long Bytes)> SearchAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var buffer = new byte[Block + (2 * _longest)];
        var (kept, vectors, names, bytes) = (0, 0, 0, 0L);
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(kept, Block), Block, throwOnEndOfStream: false, cancellationToken);
            bytes += read;
            var filled = kept + read;
            var last = read < Block;

            // What may go on in the next block is looked at then.
            var end = last ? filled : filled - _longest;
            vectors += Vectors(buffer.AsSpan(0, filled), end);
            names += _names.Sum(name => Count(buffer.AsSpan(0, Math.Min(filled, end + name.Length - 1)), name));
            if (last)
            {
                return (vectors, names, bytes);
            }

            kept = filled - end;
            buffer.AsSpan(end, kept).CopyTo(buffer);
        }
    }

    private int Vectors(ReadOnlySpan<byte> data, int end)
    {
        var found = 0;
        for (var at = 0; _patterns.Count > 0 && at < end && at + Window <= data.Length; at++)
        {
            if (_first[MemoryMarshal.Read<ushort>(data[at..])]
                && _patterns.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(data[at..]), out var patterns))
            {
                foreach (var pattern in patterns)
                {
                    if (at + pattern.Length <= data.Length && Hash(data.Slice(at, pattern.Length)) == pattern.Hash)
                    {
                        found++;
                    }
                }
            }
        }

        return found;
    }

    private static int Count(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        var found = 0;
        for (int at; (at = data.IndexOf(name)) >= 0; data = data[(at + 1)..])
        {
            found++;
        }

        return found;
    }

    // From the first window that is not mostly zeros, as histograms begin. Not all of it: long values are broken off where
    // a page of the database ends.
    private static ResiduePiece? Piece(ReadOnlySpan<byte> vector, int step)
    {
        for (var at = 0; at + Window <= vector.Length; at += step)
        {
            var window = vector.Slice(at, Window);
            if (window.Count((byte)0) <= 2)
            {
                var length = Math.Min(vector.Length - at, LongestPiece);
                return new ResiduePiece(BinaryPrimitives.ReadUInt64LittleEndian(window), length, Hash(vector.Slice(at, length)));
            }
        }

        return null;
    }

    private const int LongestPiece = 32;

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
