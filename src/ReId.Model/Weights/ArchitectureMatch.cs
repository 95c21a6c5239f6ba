using ReId.Contracts;
using ReId.Model.Weights.Checkpoints;

namespace ReId.Model.Weights;

/// <summary>Compares a checkpoint with the tensors that an architecture has; any difference is one listed error.</summary>
internal static class ArchitectureMatch
{
    private const int MostListed = 8;
    private const string CounterSuffix = ".num_batches_tracked";

    /// <summary>The checkpoint's entries in the architecture's order.</summary>
    /// <exception cref="ReIdException">A tensor is missing, extra, doubled or misshapen.</exception>
    public static IReadOnlyList<CheckpointEntry> Order(
        string file, string architecture, IReadOnlyList<(string Name, long[] Shape)> expected,
        IReadOnlyList<CheckpointEntry> actual)
    {
        var found = new Dictionary<string, CheckpointEntry>(StringComparer.Ordinal);
        var doubled = actual.Where(e => !found.TryAdd(e.Name, e)).Select(e => e.Name).ToList();
        var ordered = new List<CheckpointEntry>();
        var missing = new List<string>();
        var misshapen = new List<string>();
        foreach (var (name, shape) in expected)
        {
            if (!found.Remove(name, out var entry))
            {
                // Checkpoints from before PyTorch 0.4.1 lack the counters, which inference never reads.
                if (shape.Length == 0 && name.EndsWith(CounterSuffix, StringComparison.Ordinal))
                {
                    ordered.Add(new CheckpointEntry(name, [], TensorType.I64, () => new byte[sizeof(long)]));
                }
                else
                {
                    missing.Add(name);
                }
            }
            else if (!entry.Shape.AsSpan().SequenceEqual(shape))
            {
                misshapen.Add($"{name} {TensorShape.Format(entry.Shape)} instead of {TensorShape.Format(shape)}");
            }
            else
            {
                ordered.Add(entry);
            }
        }

        var differences = new List<string>();
        Describe(differences, "missing", missing);
        Describe(differences, "misshapen", misshapen);
        Describe(differences, "extra", [.. found.Keys.Select(Printable)]);
        Describe(differences, "doubled", [.. doubled.Select(Printable)]);
        return differences.Count == 0
            ? ordered
            : throw new ReIdException(
                $"{file} does not hold the weights of {architecture}: {string.Join("; ", differences)}");
    }

    private static void Describe(List<string> differences, string kind, List<string> names)
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
