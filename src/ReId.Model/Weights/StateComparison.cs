namespace ReId.Model.Weights;

/// <summary>How the tensors that a file has differ from those that a network has.</summary>
/// <param name="Missing">Names that the network has and the file has not, in the network's order.</param>
/// <param name="Extra">Names that the file has and the network has not, in the file's order.</param>
/// <param name="Misshapen">Names that both have, with shapes that differ, in the network's order.</param>
internal sealed record StateComparison(
    IReadOnlyList<string> Missing, IReadOnlyList<string> Extra,
    IReadOnlyList<(string Name, long[] Actual, long[] Expected)> Misshapen)
{
    private const string CounterSuffix = ".num_batches_tracked";

    /// <param name="expected">What the network has, in its order.</param>
    /// <param name="names">The names in the file, without doubles.</param>
    /// <param name="shape">The shape of a tensor of the file.</param>
    public static StateComparison Of(
        IReadOnlyCollection<(string Name, long[] Shape)> expected, IEnumerable<string> names, Func<string, long[]> shape)
    {
        var actual = new OrderedDictionary<string, long[]>(names.Select(name => KeyValuePair.Create(name, shape(name))), StringComparer.Ordinal);
        var missing = new List<string>();
        var misshapen = new List<(string Name, long[] Actual, long[] Expected)>();
        foreach (var (name, wanted) in expected)
        {
            if (!actual.Remove(name, out var found))
            {
                if (!IsCounter(name, wanted))
                {
                    missing.Add(name);
                }
            }
            else if (!found.AsSpan().SequenceEqual(wanted))
            {
                misshapen.Add((name, found, wanted));
            }
        }

        return new StateComparison(missing, [.. actual.Keys], misshapen);
    }

    /// <summary>
    /// Whether a tensor only counts batches. It steers training alone, and checkpoints from before PyTorch 0.4.1 lack it:
    /// it may be absent.
    /// </summary>
    public static bool IsCounter(string name, long[] shape) =>
        shape.Length == 0 && name.EndsWith(CounterSuffix, StringComparison.Ordinal);
}
