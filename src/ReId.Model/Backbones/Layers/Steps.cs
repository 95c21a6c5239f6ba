using System.Globalization;
using ReId.Model.Backbones.Graphs;

namespace ReId.Model.Backbones.Layers;

/// <summary>Parts one after the other, under the names "0", "1", ….</summary>
internal sealed class Steps : NetworkModule
{
    private readonly List<NetworkModule> _steps = [];

    /// <param name="steps">The parts in order.</param>
    public Steps(params IEnumerable<NetworkModule> steps)
        : base(nameof(Steps))
    {
        foreach (var step in steps)
        {
            register_module(_steps.Count.ToString(CultureInfo.InvariantCulture), step);
            _steps.Add(step);
        }
    }

    /// <summary>The parts in order.</summary>
    public IReadOnlyList<NetworkModule> Parts => _steps;

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = input;
        foreach (var step in _steps)
        {
            x = on.Call(step, x);
        }

        return x;
    }
}
