using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Keeps parts of a network as they are for the first epochs: their parameters get no gradient, and their batch norms
/// keep the statistics that they have.
/// </summary>
public sealed class Freezing
{
    private readonly string[] _prefixes;
    private readonly int _epochs;
    private readonly torch.nn.Module _network;

    /// <summary>Plans it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="prefixes">Beginnings of parameter names, e.g. <c>conv1</c>.</param>
    /// <param name="epochs">Epochs for which they are frozen.</param>
    /// <exception cref="ReIdException">A prefix that fits no parameter.</exception>
    public Freezing(torch.nn.Module network, IReadOnlyList<string> prefixes, int epochs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(prefixes);
        (_network, _prefixes, _epochs) = (network, [.. prefixes], epochs);
        var names = network.named_parameters().Select(p => p.name).ToArray();
        foreach (var prefix in prefixes)
        {
            if (!names.Any(name => Fits(name, prefix)))
            {
                throw new ReIdException(
                    $"'freeze' names '{prefix}', which no parameter of the network begins with; there are {string.Join(", ", network.named_children().Select(child => child.name))}.");
            }
        }
    }

    /// <summary>Freezes or frees for an epoch; call it after <c>train()</c>.</summary>
    /// <param name="epoch">Counted from 0.</param>
    public void BeginEpoch(int epoch)
    {
        var frozen = epoch < _epochs;
        foreach (var (name, parameter) in _network.named_parameters())
        {
            if (_prefixes.Any(prefix => Fits(name, prefix)))
            {
                parameter.requires_grad = !frozen;
            }
        }

        if (frozen)
        {
            Rest(_network, "");
        }
    }

    private static bool Fits(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);

    private void Rest(torch.nn.Module module, string path)
    {
        foreach (var (name, child) in module.named_children())
        {
            if (_prefixes.Any(prefix => Fits(path + name, prefix)))
            {
                child.eval();
            }
            else
            {
                Rest(child, $"{path}{name}.");
            }
        }
    }
}
