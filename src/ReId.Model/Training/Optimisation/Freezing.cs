using ReId.Contracts;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Training.Optimisation;

/// <summary>
/// Keeps parts of a network as they are for the first epochs: their parameters get no gradient, and their batch norms
/// keep the statistics that they have.
/// </summary>
public sealed class Freezing
{
    private readonly torch.nn.Module _network;
    private readonly IReadOnlyList<string> _parts;
    private readonly Parameter[] _parameters;
    private readonly int _epochs;

    /// <summary>Plans it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="prefixes">Beginnings of parameter names, e.g. <c>conv1</c>.</param>
    /// <param name="epochs">Epochs for which they are frozen.</param>
    /// <exception cref="ReIdException">A prefix that fits no parameter.</exception>
    public Freezing(torch.nn.Module network, IReadOnlyList<string> prefixes, int epochs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(prefixes);
        (_network, _parts, _epochs) = (network, [.. prefixes], epochs);
        var isFrozen = PartNames.Matcher(network.named_parameters().Select(p => p.name), _parts, "freeze");

        // The shift of a BNNeck never learns, frozen or not.
        _parameters = [.. network.named_parameters().Where(p => isFrozen(p.name) && p.parameter.requires_grad).Select(p => p.parameter)];
    }

    /// <summary>Freezes or frees for an epoch; call it after <c>train()</c>.</summary>
    /// <param name="epoch">Counted from 0.</param>
    public void BeginEpoch(int epoch)
    {
        var frozen = epoch < _epochs;
        foreach (var parameter in _parameters)
        {
            parameter.requires_grad = !frozen;
        }

        if (frozen)
        {
            Rest(_network, "");
        }
    }

    /// <summary>Frees what this froze, for what follows.</summary>
    public void Free() => BeginEpoch(_epochs);

    private void Rest(torch.nn.Module module, string path)
    {
        foreach (var (name, child) in module.named_children())
        {
            if (_parts.Any(part => PartNames.Fits(path + name, part)))
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
