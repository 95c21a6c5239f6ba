using ReId.Contracts;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Backbones;

/// <summary>Moves weights between a network and the engine-independent tensors of a model file.</summary>
public static class StateLoader
{
    // Enough to see the pattern of a wrong file; a file of another architecture misses hundreds.
    private const int MostNamed = 5;

    /// <summary>Copies weights into a network.</summary>
    /// <param name="module">The network; changed only when everything fits.</param>
    /// <param name="tensors">Weights by state-dict key, float32, float16, bfloat16, float64 or integers.</param>
    /// <exception cref="ReIdException">Tensors are missing, extra or misshapen; the message lists them.</exception>
    public static void LoadState(torch.nn.Module module, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tensors);

        var own = Entries(module).ToList();
        Check(own, tensors);
        using var noGrad = torch.no_grad();
        foreach (var (name, target) in own.Where(e => tensors.ContainsKey(e.Name)))
        {
            using var stored = TensorConversion.ToTorch(tensors[name]);
            target.copy_(stored);
        }
    }

    /// <summary>A copy of a network's weights, in torchreid's order: module by module, parameters before buffers.</summary>
    /// <param name="module">The network.</param>
    public static IReadOnlyList<NamedTensor> SaveState(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. Entries(module).Select(e => TensorConversion.FromTorch(e.Name, e.Tensor))];
    }

    // state_dict() of the package lists all parameters before all buffers; walking the tree gives PyTorch's order on
    // both.
    internal static IEnumerable<(string Name, torch.Tensor Tensor)> Entries(torch.nn.Module module, string prefix = "")
    {
        foreach (var (name, parameter) in module.named_parameters(false))
        {
            yield return (prefix + name, parameter);
        }

        foreach (var (name, buffer) in module.named_buffers(false))
        {
            yield return (prefix + name, buffer);
        }

        foreach (var (name, child) in module.named_children())
        {
            foreach (var entry in Entries(child, $"{prefix}{name}."))
            {
                yield return entry;
            }
        }
    }

    private static void Check(List<(string Name, torch.Tensor Tensor)> own, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        var names = own.Select(e => e.Name).ToHashSet();
        // The batch counter only steers training and is absent from checkpoints of old PyTorch versions.
        var missing = own.Select(e => e.Name).Where(n => !tensors.ContainsKey(n) && !n.EndsWith(".num_batches_tracked", StringComparison.Ordinal));
        var extra = tensors.Keys.Where(n => !names.Contains(n));
        var misshapen = own
            .Where(e => tensors.TryGetValue(e.Name, out var t) && !t.Shape.AsSpan().SequenceEqual(e.Tensor.shape))
            .Select(e => $"{e.Name} is {TensorShape.Format(tensors[e.Name].Shape)} instead of {TensorShape.Format(e.Tensor.shape)}");
        string[] complaints =
        [
            .. Complaint("missing", [.. missing]),
            .. Complaint("not known to this architecture", [.. extra]),
            .. Complaint("of the wrong shape", [.. misshapen]),
        ];
        if (complaints.Length > 0)
        {
            throw new ReIdException(
                $"The weights do not fit the network: {string.Join("; ", complaints)}. Were they made for another architecture?");
        }
    }

    private static IEnumerable<string> Complaint(string what, string[] names)
    {
        if (names.Length == 0)
        {
            return [];
        }

        var more = names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "";
        return [$"{names.Length} tensor{(names.Length == 1 ? " is" : "s are")} {what} ({string.Join(", ", names.Take(MostNamed))}{more})"];
    }
}
