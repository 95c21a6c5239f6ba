using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// What a neighbour search has found so far, in a folder, so that an interrupted one goes on. What another input
/// or another setting left there is not used.
/// </summary>
internal sealed class NeighbourWork
{
    private readonly string _folder;

    private NeighbourWork(string folder) => _folder = folder;

    public static NeighbourWork Open(string folder, ClusterFeatures features, NeighbourOptions options, int k)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var exact = features.Count <= options.ExactUpTo;
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"neighbours 2 {features.Count} {features.Dimension} {k} {(exact ? 0 : options.Probes)}")));
        const int Piece = 1 << 26;
        for (var first = 0; first < features.Values.Length; first += Piece)
        {
            hash.AppendData(MemoryMarshal.AsBytes(features.Values.Slice(first, Math.Min(Piece, features.Values.Length - first))));
        }

        // The name is the fingerprint: work on other inputs lies in other folders.
        var own = Path.Combine(folder, Convert.ToHexStringLower(hash.GetHashAndReset())[..24]);
        try
        {
            Directory.CreateDirectory(own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"The work folder {folder} cannot be made: {e.Message}", e);
        }

        return new NeighbourWork(own);
    }

    /// <summary>What an exact search found for the rows from one on, or null where it is not kept.</summary>
    public int[]? ReadBlock(int row, int count) => Read(Block(row), count);

    public void WriteBlock(int row, int[] found) => Write<int>(Block(row), 0, found);

    /// <summary>The cells of each row, or null where they are not kept.</summary>
    public int[]? ReadCells(int count) => Read("cells", count);

    public void WriteCells(int[] cells) => Write<int>("cells", 0, cells);

    /// <summary>Fills heaps with those that are kept.</summary>
    /// <returns>The first cell that is not in them; 0, and the heaps as they were, where none are kept.</returns>
    public int ReadHeaps(ulong[] heaps)
    {
        var kept = new ulong[heaps.Length];
        if (!Whole<ulong>("heaps", kept, out var cells))
        {
            return 0;
        }

        kept.CopyTo(heaps, 0);
        return (int)cells;
    }

    public void WriteHeaps(int cells, ulong[] heaps) => Write<ulong>("heaps", cells, heaps);

    private static string Block(int row) => string.Create(CultureInfo.InvariantCulture, $"block-{row:D10}");

    private int[]? Read(string name, int count)
    {
        var values = new int[count];
        return Whole<int>(name, values, out _) ? values : null;
    }

    private bool Whole<T>(string name, Span<T> values, out long mark)
        where T : unmanaged
    {
        try
        {
            return WorkFile.TryRead(Path.Combine(_folder, name), values, out mark);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is searched again.
            mark = 0;
            return false;
        }
    }

    private void Write<T>(string name, long mark, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        try
        {
            WorkFile.Write(Path.Combine(_folder, name), mark, values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"The work folder {_folder} cannot be written: {e.Message}", e);
        }
    }
}
