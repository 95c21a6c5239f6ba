using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Evaluation.Pairs;

/// <summary>
/// A list of pairs as LFW has it (Huang et al., 2007): a header with the number of folds and of pairs of each kind in a
/// fold, then, fold by fold, lines <c>name n1 n2</c> (the same) and <c>name1 n1 name2 n2</c> (different). Fields are
/// divided by tabs, or by blanks where a line has no tab.
/// </summary>
public sealed class PairList
{
    private PairList(int folds, IReadOnlyList<PairListEntry> pairs) => (Folds, Pairs) = (folds, pairs);

    /// <summary>Number of folds; each has as many pairs as the others, in the order of the list.</summary>
    public int Folds { get; }

    /// <summary>The pairs, in the order of the list.</summary>
    public IReadOnlyList<PairListEntry> Pairs { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="path">The text file.</param>
    /// <exception cref="ReIdException">Unreadable, no header with folds, a damaged line, or another number of pairs.</exception>
    public static PairList Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{path} cannot be read: {e.Message}", e);
        }

        var (folds, size) = Header(path, lines);
        var pairs = new List<PairListEntry>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                pairs.Add(Entry(path, i + 1, Fields(lines[i])));
            }
        }

        if (pairs.Count != 2L * folds * size)
        {
            throw new ReIdException(
                $"{path} holds {pairs.Count} pairs where its header announces {folds} folds of {size} and {size}: {2L * folds * size}.");
        }

        return pairs.Any(pair => pair.Same) && pairs.Any(pair => !pair.Same)
            ? new PairList(folds, pairs)
            : throw new ReIdException($"{path} holds pairs of one kind only: there must be some of the same and some of different identities.");
    }

    private static (int Folds, int Size) Header(string path, string[] lines) =>
        lines.Length > 0 && Fields(lines[0]) is [var first, var second] && Number(first) is >= 2 and var folds && Number(second) is >= 1 and var size
            ? (folds, size)
            : throw new ReIdException(
                $"{path}, line 1: the header must be the number of folds (2 or more) and of pairs of each kind in a fold, as in '10 300'; "
                + "accuracy over folds needs them.");

    private static PairListEntry Entry(string path, int line, string[] fields) => fields switch
    {
        [var name, var first, var second] when Number(first) is >= 1 and var a && Number(second) is >= 1 and var b
            => new PairListEntry(line, name, a, name, b, Same: true),
        [var one, var first, var other, var second] when Number(first) is >= 1 and var a && Number(second) is >= 1 and var b
            => new PairListEntry(line, one, a, other, b, Same: one == other),
        _ => throw new ReIdException(
            $"{path}, line {line}: a pair must be 'name n1 n2' (the same) or 'name1 n1 name2 n2' (different), with numbers from 1."),
    };

    private static string[] Fields(string line) => line.Contains('\t', StringComparison.Ordinal)
        ? line.Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
