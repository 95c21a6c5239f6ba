using ReId.Contracts;
using ReId.Model.Files;
using TorchSharp;

namespace ReId.Model.Losses.Checking;

/// <summary>Given values for what a loss learns.</summary>
internal static class LossParameters
{
    /// <exception cref="ReIdException">An array that the loss does not have, or of another shape or kind.</exception>
    public static void Set(Loss loss, IReadOnlyDictionary<string, NpyArray> values)
    {
        var own = loss.named_parameters().ToDictionary(one => one.name, one => one.parameter);
        using var noGrad = torch.no_grad();
        foreach (var (name, array) in values)
        {
            if (!own.TryGetValue(name, out var parameter))
            {
                throw new ReIdException(own.Count == 0
                    ? $"Loss '{loss.Name}' with these options learns nothing, so array '{name}' of the parameters has no place."
                    : $"Loss '{loss.Name}' learns no '{name}'; it learns {string.Join(", ", own.Keys)}.");
            }

            if (!array.Shape.SequenceEqual(parameter.shape))
            {
                throw new ReIdException(
                    $"Array '{name}' of the parameters must have the shape [{string.Join(", ", parameter.shape)}], not [{string.Join(", ", array.Shape)}].");
            }

            using var given = torch.tensor(array.ToDoubles(), parameter.shape);
            parameter.copy_(given);
        }
    }

    /// <summary>The gradient of a leaf, zeros where none reached it.</summary>
    public static (double[] Values, long[] Shape) Gradient(torch.Tensor leaf)
    {
        using var scope = torch.NewDisposeScope();
        var gradient = (leaf.grad() ?? torch.zeros_like(leaf)).contiguous();
        return (gradient.data<double>().ToArray(), leaf.shape);
    }
}
