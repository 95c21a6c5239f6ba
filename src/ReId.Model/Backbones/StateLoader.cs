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
        var comparison = StateComparison.Of(
            [.. own.Select(e => (e.Name, e.Tensor.shape))], tensors.Keys, name => tensors[name].Shape);
        var misshapen = comparison.Misshapen.Select(
            m => $"{m.Name} is {TensorShape.Format(m.Actual)} instead of {TensorShape.Format(m.Expected)}");
        string[] complaints =
        [
            .. Complaint("missing", comparison.Missing),
            .. Complaint("not known to this architecture", comparison.Extra),
            .. Complaint("of the wrong shape", [.. misshapen]),
        ];
        if (complaints.Length > 0)
        {
            throw new ReIdException(
                $"The weights do not fit the network: {string.Join("; ", complaints)}. Were they made for another architecture?");
        }
    }

    private static IEnumerable<string> Complaint(string what, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var more = names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "";
        return [$"{names.Count} tensor{(names.Count == 1 ? " is" : "s are")} {what} ({string.Join(", ", names.Take(MostNamed))}{more})"];
    }
}
