using ReId.Contracts;
using ReId.Model.Weights.Checkpoints;

namespace ReId.Model.Weights;

/// <summary>Compares a checkpoint with the tensors that an architecture has; any difference is one listed error.</summary>
internal static class ArchitectureMatch
{
    private const int MostListed = 8;

    /// <summary>The checkpoint's entries in the architecture's order.</summary>
    /// <exception cref="ReIdException">A tensor is missing, extra, doubled or misshapen.</exception>
    public static IReadOnlyList<CheckpointEntry> Order(
        string file, string architecture, IReadOnlyList<(string Name, long[] Shape)> expected,
        IReadOnlyList<CheckpointEntry> actual)
    {
        var found = new Dictionary<string, CheckpointEntry>(StringComparer.Ordinal);
        var doubled = actual.Where(e => !found.TryAdd(e.Name, e)).Select(e => e.Name).ToList();
        var comparison = StateComparison.Of(expected, found.Keys, name => found[name].Shape);
        var differences = new List<string>();
        Describe(differences, "missing", comparison.Missing);
        Describe(differences, "misshapen", [.. comparison.Misshapen.Select(
            m => $"{m.Name} {TensorShape.Format(m.Actual)} instead of {TensorShape.Format(m.Expected)}")]);
        Describe(differences, "extra", [.. comparison.Extra.Select(Printable)]);
        Describe(differences, "doubled", [.. doubled.Select(Printable)]);
        return differences.Count == 0
            ? [.. expected.Select(e => found.GetValueOrDefault(e.Name) ?? Counter(e.Name))]
            : throw new ReIdException(
                $"{file} does not hold the weights of {architecture}: {string.Join("; ", differences)}");
    }

    // What the comparison lets be absent: counted from 0.
    private static CheckpointEntry Counter(string name) => new(name, [], TensorType.I64, () => new byte[sizeof(long)]);

    private static void Describe(List<string> differences, string kind, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            var rest = names.Count > MostListed ? $" and {names.Count - MostListed} more" : "";
            differences.Add($"{names.Count} {kind}: {string.Join(", ", names.Take(MostListed))}{rest}");
        }
    }

    // Names come from the file and go to a terminal.
    private static string Printable(string name) =>
        string.Concat(name.Take(120).Select(c => char.IsControl(c) ? '?' : c));
}
