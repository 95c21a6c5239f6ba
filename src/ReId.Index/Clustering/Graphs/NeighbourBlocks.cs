using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Finished blocks of a neighbour search in a folder, so that an interrupted one goes on. What another input or another
/// setting left there is not used.
/// </summary>
internal sealed class NeighbourBlocks
{
    private readonly string _folder;

    private NeighbourBlocks(string folder) => _folder = folder;

    public static NeighbourBlocks Open(string folder, ClusterFeatures features, NeighbourOptions options, int k)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var exact = features.Count <= options.ExactUpTo;
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"neighbours 1 {features.Count} {features.Dimension} {k} {(exact ? 0 : options.Probes)}")));
        const int Piece = 1 << 26;
        for (var first = 0; first < features.Values.Length; first += Piece)
        {
            hash.AppendData(MemoryMarshal.AsBytes(features.Values.Slice(first, Math.Min(Piece, features.Values.Length - first))));
        }

        // The name is the fingerprint: blocks of other inputs lie in other folders.
        var own = Path.Combine(folder, Convert.ToHexStringLower(hash.GetHashAndReset())[..24]);
        try
        {
            Directory.CreateDirectory(own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"The work folder {folder} cannot be made: {e.Message}", e);
        }

        return new NeighbourBlocks(own);
    }

    public bool TryRead(int block, int[] members, NeighbourGraph graph)
    {
        if (Read(Name(block), checked(members.Length * graph.K * 2)) is not { } words)
        {
            return false;
        }

        for (var i = 0; i < members.Length; i++)
        {
            var at = i * graph.K * 2;
            words.AsSpan(at, graph.K).CopyTo(graph.NeighbourSlots(members[i]));
            MemoryMarshal.Cast<int, float>(words.AsSpan(at + graph.K, graph.K)).CopyTo(graph.DistanceSlots(members[i]));
        }

        return true;
    }

    public void Write(int block, int[] members, NeighbourGraph graph)
    {
        var words = new int[members.Length * graph.K * 2];
        for (var i = 0; i < members.Length; i++)
        {
            var at = i * graph.K * 2;
            graph.NeighbourSlots(members[i]).CopyTo(words.AsSpan(at));
            MemoryMarshal.Cast<float, int>(graph.DistanceSlots(members[i])).CopyTo(words.AsSpan(at + graph.K));
        }

        Write(Name(block), words);
    }

    public CellPartition? ReadCells(int rows, int dimension, int probes)
    {
        if (Read("cells", least: rows) is not { } words || (words.Length - rows) % dimension != 0)
        {
            return null;
        }

        return CellPartition.Of(words[..rows], MemoryMarshal.Cast<int, float>(words.AsSpan(rows)).ToArray(), dimension, probes);
    }

    public void WriteCells(int[] assignments, float[] centroids) =>
        Write("cells", [.. assignments, .. MemoryMarshal.Cast<float, int>(centroids)]);

    private static string Name(int block) => string.Create(CultureInfo.InvariantCulture, $"block-{block:D8}");

    // A file has its digest in front: one that a crash cut off or a disk spoilt counts as absent.
    private int[]? Read(string name, int exactly = -1, int least = 0)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < SHA256.HashSizeInBytes || (bytes.Length - SHA256.HashSizeInBytes) % sizeof(int) != 0)
        {
            return null;
        }

        var body = bytes.AsSpan(SHA256.HashSizeInBytes);
        var words = body.Length / sizeof(int);
        return (exactly < 0 || words == exactly) && words > least && SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
            ? MemoryMarshal.Cast<byte, int>(body).ToArray()
            : null;
    }

    private void Write(string name, int[] words)
    {
        var body = MemoryMarshal.AsBytes<int>(words);
        var aside = Path.Combine(_folder, name + ".part");
        try
        {
            using (var stream = File.Create(aside))
            {
                stream.Write(SHA256.HashData(body));
                stream.Write(body);
            }

            File.Move(aside, Path.Combine(_folder, name), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"The work folder {_folder} cannot be written: {e.Message}", e);
        }
    }
}
